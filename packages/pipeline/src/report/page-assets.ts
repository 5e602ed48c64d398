/** The page's looks: light and dark, readable on paper. */
export const STYLE = `
:root { color-scheme: light dark; --ink: #1c2430; --soft: #5b6778; --line: #d9dfe7; --ground: #fff; --panel: #f5f7fa;
  --source: #8aa4c8; --target: #1f6feb; --good: #116b3a; --bad: #a8261c; --open: #8a5a00; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6eaf0; --soft: #9aa6b6; --line: #333c49; --ground: #12161c; --panel: #1b212a;
  --source: #5c7599; --target: #6aa5ff; --good: #5fd08f; --bad: #ff8a7d; --open: #e8b64c; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 72rem; padding: 2rem 1.25rem; color: var(--ink); background: var(--ground);
  font: 15px/1.5 system-ui, sans-serif; }
h1 { font-size: 1.75rem; margin: 0; } h2 { font-size: 1.15rem; margin: 2.5rem 0 .75rem; }
a { color: var(--target); } .eyebrow, footer, figcaption, .none { color: var(--soft); }
.eyebrow { margin: 0; } footer { margin-top: 3rem; border-top: 1px solid var(--line); padding-top: 1rem; }
.verdict { font-weight: 600; } .good { color: var(--good); } p.bad, tr.bad > * { color: var(--bad); } .open { color: var(--open); }
.tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(9rem, 1fr)); gap: .75rem; }
.tile { background: var(--panel); border-radius: .5rem; padding: .75rem 1rem; }
.tile strong { display: block; font-size: 1.5rem; } .tile span { color: var(--soft); }
table { border-collapse: collapse; width: 100%; } th, td { text-align: left; padding: .3rem .75rem .3rem 0; vertical-align: top; }
thead th { color: var(--soft); font-weight: 500; border-bottom: 1px solid var(--line); } tbody th { font-weight: 500; }
.numbers td { font-variant-numeric: tabular-nums; text-align: right; } .numbers th + th { text-align: right; padding-right: .75rem; }
.numbers td.text { text-align: left; } .records td { border-bottom: 1px solid var(--line); overflow-wrap: anywhere; }
.scroll { max-height: 32rem; overflow: auto; } .count { color: var(--soft); font-weight: 400; }
.slices { display: grid; grid-template-columns: repeat(auto-fit, minmax(20rem, 1fr)); gap: 1.5rem; } figure { margin: 0; }
figure.wide { grid-column: 1 / -1; } figure text { fill: var(--soft); font-size: 11px; } figure svg { max-width: 100%; }
.key { color: var(--soft); } .key span { display: inline-block; width: .75rem; height: .75rem; margin-left: .75rem; } .key span:first-child { margin-left: 0; }
.key .source { background: var(--source); } .key .target { background: var(--target); } summary { color: var(--soft); cursor: pointer; }
.chart th { width: 9rem; overflow-wrap: anywhere; } .chart td:nth-child(n+3) { width: 3.5rem; text-align: right; padding-right: 0; }
rect.source { fill: var(--source); } rect.target { fill: var(--target); }
input[type=search] { width: 100%; max-width: 24rem; padding: .4rem .6rem; margin: .25rem 0 .5rem; border: 1px solid var(--line);
  border-radius: .4rem; background: var(--ground); color: inherit; font: inherit; }
@media print { .scroll { max-height: none; } input { display: none; } }
`;

/** Each search box filters the table after it. */
export const FILTER_SCRIPT = `
for (const box of document.querySelectorAll('input[type=search]')) {
  const rows = box.parentElement.querySelectorAll('.records tbody tr');
  box.addEventListener('input', () => {
    const wanted = box.value.toLowerCase();
    for (const row of rows) row.hidden = !row.textContent.toLowerCase().includes(wanted);
  });
}
`;
