# Gongkai. `make site` builds the site, `make test` runs all tests; both set up what they need.
# 公开。make site 生成网站，make test 运行全部测试；所需环境自动安装。

PYTHON ?= python3
BIN := .venv/bin
ARGS ?=

.PHONY: site check serve test lint bench publications browser lock clean help

site: .venv/site.stamp .venv/npm.stamp ## build the site into site/ 生成网站
	@$(BIN)/python build.py build $(ARGS)
	@echo "打开 make serve 预览，或把 site/ 放到任何网页服务器上。"
	@echo "Run 'make serve' to look at it, or put site/ on any web server."

check: .venv/site.stamp ## report problems in the content 检查内容
	@$(BIN)/python build.py check $(ARGS)

serve: .venv/site.stamp .venv/npm.stamp ## build, show, and build again at every change 边改边看
	@$(BIN)/python build.py serve $(ARGS)

publications: .venv/publications.stamp ## case collections and reports as PDF and EPUB, for the next make site 生成案例集和报告的 PDF 和 EPUB
	@sh requirements/setup_typefaces.sh
	@$(BIN)/python build.py publications $(ARGS)

test: .venv/dev.stamp .venv/publications.stamp .venv/npm.stamp browser ## run all tests 运行全部测试
	@sh tests/setup_publications.sh
	@$(BIN)/python -m pytest -n 2 --dist loadgroup $(ARGS)

lint: .venv/dev.stamp ## style, types and imports 检查代码
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

bench: .venv/dev.stamp ## speed and memory, side by side with Hugo 与 Hugo 对比速度和内存
	@$(BIN)/python -m bench $(ARGS)

browser: ## the system's Chromium, for the tests 测试所用的浏览器
	@sh tests/setup_browser.sh

lock: .venv/dev.stamp ## pin the newest versions, with hashes 更新依赖版本
	@$(BIN)/pip install --quiet uv
	@$(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-header requirements/site.in -o requirements/site.txt
	@$(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-header requirements/dev.in -c requirements/site.txt -o requirements/dev.txt
	@$(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-header requirements/publications.in -c requirements/site.txt -o requirements/publications.txt
	@$(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-header requirements/node.in -o requirements/node.txt

clean: ## remove what was built, not the content 删除生成的文件
	@rm -rf site .site.work publications .venv .pytest_cache .mypy_cache .ruff_cache .hypothesis bench/work

help: ## this list 列出命令
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "需要 Python 3.11 或更新版本；可用 make PYTHON=python3.11 指定。"; \
	  echo "Python 3.11 or newer is needed; name one with: make PYTHON=python3.11"; exit 1; }
	@$(PYTHON) -m venv .venv || { rm -rf .venv; \
	  echo "无法建立虚拟环境（Debian/Ubuntu 请安装 python3-venv）。"; \
	  echo "The virtual environment could not be made (on Debian and Ubuntu install python3-venv)."; exit 1; }

.venv/site.stamp: requirements/site.txt | .venv/bin/python
	@echo "安装所需的库…… Installing libraries…"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/site.txt
	@touch $@

.venv/publications.stamp: requirements/publications.txt | .venv/site.stamp
	@echo "安装排版工具…… Installing the compositor…"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/publications.txt
	@touch $@

.venv/npm.stamp: requirements/npm/package-lock.json requirements/npm/fetch.sh | .venv/bin/python
	@echo "取网页所用的部件…… Fetching the parts that pages use…"
	@if sh requirements/npm/fetch.sh $(BIN) .venv/npm; then touch $@; else \
	  echo "没有取到；网站仍然完整：大图不能放大，没有分享图。下次 make 会再试。"; \
	  echo "They could not be fetched. The site is whole without them: no zooming, no share cards. The next make tries again."; fi

.venv/dev.stamp: requirements/dev.txt | .venv/site.stamp
	@echo "安装测试工具…… Installing test tools…"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	@touch $@
