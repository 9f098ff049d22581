#!/bin/sh
# Books are set in Noto CJK, which comes from the system. Install it where that is allowed; else say what to do.
set -u
if command -v fc-list >/dev/null 2>&1 && fc-list | grep -q "NotoSerifCJK.*Noto Serif CJK SC"; then exit 0; fi
if command -v apt-get >/dev/null 2>&1; then
  run=""
  [ "$(id -u)" = 0 ] || run="sudo -n"
  if [ -z "$run" ] || sudo -n true 2>/dev/null; then
    echo "安装思源字体…… Installing Noto CJK…"
    $run apt-get update -qq && DEBIAN_FRONTEND=noninteractive $run apt-get install -y -qq fonts-noto-cjk >/dev/null && exit 0
  fi
fi
cat >&2 <<'EOF'
没有找到思源字体（Noto Serif CJK SC、Noto Sans CJK SC），也不能自动安装；如果下一步失败，请安装后重试：
Debian/Ubuntu 用 sudo apt-get install fonts-noto-cjk；macOS 用 brew install --cask font-noto-serif-cjk-sc font-noto-sans-cjk-sc。
The typefaces Noto Serif CJK SC and Noto Sans CJK SC were not found and could not be installed here. If the next
step fails, install them and try again: on Debian or Ubuntu, sudo apt-get install fonts-noto-cjk; on macOS,
brew install --cask font-noto-serif-cjk-sc font-noto-sans-cjk-sc.
EOF
exit 0
