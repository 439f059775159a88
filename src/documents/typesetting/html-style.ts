/**
 * The style of a page, and its hash in base64: the page's policy allows this style and nothing else. A test holds the
 * two together.
 */
export interface Style {
  readonly css: string
  readonly sha256: string
}

/** For a document of many pages, on a screen of any width and on paper. */
export const DOCUMENT: Style = {
  sha256: 'G03VoqrZXLNhZ+hNl5rO2UrkvV9yWyKfteOfYtD43VA=',
  css: `
:root { color-scheme: light; }
body { margin: 0; background: #fff; color: #1a1a1a; font: 1rem/1.5 system-ui, "Liberation Sans", Arial, sans-serif; }
main { max-width: 50rem; margin: 0 auto; padding: 1.5rem 1.25rem 4rem; overflow-wrap: anywhere; }
h1 { font-size: 1.9rem; line-height: 1.2; margin: 0 0 1rem; }
h2 { font-size: 1.4rem; margin: 3rem 0 1rem; padding-bottom: .25rem; border-bottom: 2px solid #1a1a1a; }
h3 { font-size: 1.15rem; margin: 2.25rem 0 .75rem; color: #0b4f6c; }
.entry { font-size: 1rem; margin: 0 0 .35rem; color: inherit; }
p { margin: .4rem 0; }
ul { margin: .4rem 0; padding-left: 1.25rem; }
section { border: 1px solid #ccc; border-radius: .4rem; padding: .8rem 1rem; margin: .8rem 0; }
blockquote { margin: 1rem 0; padding: .6rem 1rem; border-left: .3rem solid #0b4f6c; background: #eef5f8; }
code { font: .875em ui-monospace, "Liberation Mono", monospace; color: #444; }
a { color: #0b4f6c; }
dl { margin: .5rem 0 0; }
dl div { display: grid; grid-template-columns: 9.5rem 1fr; gap: 0 1rem; padding: .15rem 0; }
dt { color: #555; }
dd { margin: 0; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; margin: .5rem 0; }
th, td { text-align: left; vertical-align: top; padding: .2rem 1rem .2rem 0; border-bottom: 1px solid #ddd; }
th { color: #555; font-weight: 600; }
.blank { display: flex; gap: .75rem; margin: 1.6rem 0 0; }
.blank span { flex: none; min-width: 9rem; }
.blank::after { content: ""; flex: 1; border-bottom: 1px solid #1a1a1a; }
@media (max-width: 40rem) {
  dl div { grid-template-columns: 1fr; padding: .3rem 0; }
  .blank span { min-width: 0; }
}
@page { size: A4; margin: 14mm 15mm; @bottom-right { content: "Page " counter(page) " of " counter(pages); font: 6.5pt "Liberation Sans", Arial, sans-serif; } }
@media print {
  html { font-size: 9pt; }
  body { line-height: 1.35; }
  h2 { margin-top: 2rem; }
  h3 { margin: 1.2rem 0 .4rem; }
  section { padding: .45rem .8rem; margin: .5rem 0; }
  th, td, dl div { padding-top: .05rem; padding-bottom: .05rem; }
  main { max-width: none; padding: 0; }
  h1, h2, h3, .entry { break-after: avoid; }
  section { break-inside: avoid; border-color: #999; }
  tr, dl div { break-inside: avoid; }
  a { color: inherit; }
}
`,
}
