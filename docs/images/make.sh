#!/usr/bin/env bash
# Makes the README's pictures anew: runs the demo in demo-run/, then takes its last words and its report.
set -euo pipefail
cd "$(dirname "$0")/../.."

picture() { # <name> <page> <width,height>
  chromium --headless --no-sandbox --hide-scrollbars --force-device-scale-factor=1 \
    --window-size="$3" --screenshot="$PWD/docs/images/$1" "file://$2"
}

said=$(npx --yes pnpm@12 --silent run demo -- --fresh)
picture report.png "$PWD/demo-run/migration/report/report.html" 1240,1360

page=$PWD/demo-run/terminal.html
{
  printf '<meta charset="utf-8"><body style="margin:0;background:#1d2025;color:#d8dee9">'
  printf '<pre style="margin:0;padding:18px 22px;font:14px/1.35 monospace">$ npx pnpm@12 run demo\n…\n'
  # From the table of modules on; the path of the report as it is in every clone.
  sed -n '/^module /,$p' <<< "$said" | sed "s|$PWD/||" | sed 's/&/\&amp;/g; s/</\&lt;/g'
} > "$page"
picture terminal.png "$page" 820,720
