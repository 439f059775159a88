import type { Style } from '../typesetting/html-style.ts'

/**
 * One sheet: all of some fifty answers in two columns on an A4 page, or one column on a phone. Colour only repeats what
 * words and signs say, so that a black and white copy says the same.
 */
export const SHEET: Style = {
  sha256: 'RH62LUmrtdoOnag0pBIvzCvBCVAJhtaVpYRiEcxm59E=',
  css: `
:root { color-scheme: light; }
body { margin: 0; background: #fff; color: #1a1a1a; font: 1rem/1.4 "Liberation Sans", Arial, Helvetica, system-ui, sans-serif; }
main { max-width: 54rem; margin: 0 auto; padding: 1.25rem 1rem 3rem; overflow-wrap: anywhere; }
h1 { font-size: 1.25em; line-height: 1.2; margin: 0; }
h2 { font-size: 1.05em; margin: .9em 0 .25em; padding-bottom: .1em; border-bottom: 1px solid #1a1a1a; }
.entry { font-size: 1em; margin: 0; color: #444; }
p { margin: .25em 0; }
ul { list-style: none; margin: .15em 0; padding: 0; }
li { position: relative; padding-left: 1.1em; }
.mark { position: absolute; left: .2em; }
small { font-size: .85em; color: #555; }
code { font: .9em ui-monospace, "Liberation Mono", monospace; }
.visit { display: flex; flex-wrap: wrap; justify-content: space-between; align-items: baseline; gap: 0 1.5em; }
.status { font-weight: 700; }
.notice, .legend, .notes, .sources, .identity { font-size: .9em; color: #333; }
.level { border: .2em solid #1a1a1a; padding: .35em .7em; margin: .5em 0; }
.banner { font-size: 1.3em; font-weight: 700; margin: 0 0 .15em; }
.banner b { display: inline-block; min-width: 7em; margin-right: .5em; white-space: nowrap; }
.act-now { border-width: .4em; border-color: #a00000; }
.act-now .banner { color: #a00000; }
.reasons li { margin: .25em 0; }
.sources li { padding-left: 0; }
.answers { columns: 2; column-gap: 2em; }
.answers section { margin: 0 0 .45em; break-inside: avoid; }
.signatures { display: grid; grid-template-columns: 1fr 1fr; gap: 0 2em; margin-top: .6em; break-inside: avoid; }
.blank { display: flex; gap: .75em; margin: 1.1em 0 0; }
.blank span { flex: none; min-width: 4.5em; }
.blank::after { content: ""; flex: 1; border-bottom: 1px solid #1a1a1a; }
.identity { margin-top: .8em; border-top: 1px solid #1a1a1a; }
@media (max-width: 40rem) {
  .answers { columns: 1; }
  .signatures { grid-template-columns: 1fr; }
  .banner b { display: block; }
}
@page { size: A4; margin: 9mm 12mm 11mm; @bottom-right { content: "Page " counter(page) " of " counter(pages); font: 6.5pt "Liberation Sans", Arial, sans-serif; } }
@media print {
  body { font-size: 7.1pt; line-height: 1.15; }
  .roomy { font-size: 9pt; line-height: 1.25; }
  main { max-width: none; padding: 0; }
  h2, .entry { break-after: avoid; }
  h2 { margin-top: .6em; }
  p { margin: .15em 0; }
  li, .level, .answers { break-inside: avoid; }
  .legend { break-after: avoid; }
  .blank { margin-top: .9em; }
  .sources li { display: inline; }
  .sources li + li::before { content: "· "; }
}
`,
}
