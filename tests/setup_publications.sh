#!/bin/sh
# The tests of books use the typefaces of books and epubcheck. Install them where that is allowed; tests that lack them skip and say so.
set -u
sh "$(dirname "$0")/../requirements/setup_typefaces.sh"
[ -e /usr/share/java/epubcheck.jar ] || command -v epubcheck >/dev/null 2>&1 && exit 0
if command -v apt-get >/dev/null 2>&1; then
  run=""
  [ "$(id -u)" = 0 ] || run="sudo -n"
  if [ -z "$run" ] || sudo -n true 2>/dev/null; then
    echo "安装 epubcheck…… Installing epubcheck…"
    $run apt-get update -qq && DEBIAN_FRONTEND=noninteractive $run apt-get install -y -qq epubcheck default-jre-headless >/dev/null && exit 0
  fi
fi
echo "没有 epubcheck，略过 EPUB 校验。epubcheck is not here; the tests that use it are skipped (on Debian or Ubuntu, apt-get install epubcheck; on macOS, brew install epubcheck)." >&2
exit 0
