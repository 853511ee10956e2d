import { html } from './html.ts';

/** Readable in light and dark, on a phone and on paper. */
export const style = html`
:root { color-scheme: light dark; --line: light-dark(#d5d9de, #3a4047); --soft: light-dark(#5a6472, #9aa5b1); --mark: light-dark(#eef1f4, #23282e); }
* { box-sizing: border-box; }
body { margin: 0; display: grid; grid-template-columns: 17rem minmax(0, 1fr); font: 15px/1.5 system-ui, sans-serif; background: light-dark(#fff, #16191d); color: light-dark(#1c2128, #e4e8ec); }
nav { position: sticky; top: 0; height: 100vh; overflow: auto; padding: 1rem 1.25rem; border-right: 1px solid var(--line); font-size: 0.9rem; }
nav h1 { font-size: 1.15rem; } nav h2 { font-size: 0.95rem; margin: 1rem 0 0.25rem; } nav ul { list-style: none; margin: 0; padding: 0; }
main { padding: 1.5rem 2rem 6rem; max-width: 72rem; }
a { color: light-dark(#0b5cad, #7db9f5); text-decoration: none; } a:hover { text-decoration: underline; }
h3 { margin: 2rem 0 0.5rem; } h4 { margin: 1rem 0 0.25rem; color: var(--soft); font-size: 0.85rem; }
code { font: 0.9em ui-monospace, monospace; background: var(--mark); padding: 0.1em 0.3em; border-radius: 3px; overflow-wrap: anywhere; }
.method { display: inline-block; min-width: 4rem; font-size: 0.85rem; color: var(--soft); }
.operation { border-top: 1px solid var(--line); }
table { border-collapse: collapse; width: 100%; } th, td { text-align: left; vertical-align: top; padding: 0.3rem 0.75rem 0.3rem 0; border-bottom: 1px solid var(--line); }
th { font-weight: 600; font-size: 0.85rem; color: var(--soft); } tr:target, section:target > h3 { background: var(--mark); }
@media (max-width: 50rem) { body { display: block; } nav { position: static; height: auto; border: 0; } main { padding: 1rem; } }
@media print { body { display: block; } nav { display: none; } }
`;
