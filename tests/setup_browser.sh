#!/bin/sh
# The browser tests use the system's Chromium. Install it where that is allowed; else say what to do.
set -u
for name in chromium chromium-browser google-chrome google-chrome-stable; do
  command -v "$name" >/dev/null 2>&1 && exit 0
done
if command -v apt-get >/dev/null 2>&1; then
  run=""
  [ "$(id -u)" = 0 ] || run="sudo -n"
  if [ -z "$run" ] || sudo -n true 2>/dev/null; then
    echo "安装 Chromium…… Installing Chromium…"
    $run apt-get update -qq && DEBIAN_FRONTEND=noninteractive $run apt-get install -y -qq chromium fonts-noto-cjk >/dev/null && exit 0
  fi
fi
cat >&2 <<'EOF'
浏览器测试需要 Chromium，这里没有找到，也不能自动安装。
请安装后重试：Debian/Ubuntu 用 sudo apt-get install chromium fonts-noto-cjk；
macOS 用 brew install --cask chromium；其他系统请装 Chrome 或 Chromium 并放在 PATH 里。
The browser tests need Chromium; it was not found and could not be installed here.
Install it and try again: on Debian or Ubuntu, sudo apt-get install chromium fonts-noto-cjk;
on macOS, brew install --cask chromium; elsewhere, put Chrome or Chromium on the PATH.
EOF
exit 1
