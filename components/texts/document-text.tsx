import { clsx } from 'clsx'

// The direction of each block follows its first letter, regardless of the interface language.
const textStyle = clsx(
  'text-pretty [&>*:first-child]:mt-0 [&>*:last-child]:mb-0 [&_:is(h2,h3,h4,h5,h6,p,li,td,th)]:[unicode-bidi:plaintext]',
  '[&_:is(h2,h3,h4,h5,h6,p,li,td,th)]:text-start [&_h2]:mt-6 [&_h2]:mb-2 [&_h2]:font-semibold [&_h2]:text-[17px]',
  '[&_:is(h3,h4,h5,h6)]:mt-5 [&_:is(h3,h4,h5,h6)]:mb-1.5 [&_:is(h3,h4,h5,h6)]:font-semibold [&_h3]:text-question',
  '[&_p]:my-2.5 [&_ul]:my-2.5 [&_ul]:list-disc [&_ul]:ps-6 [&_ol]:my-2.5 [&_ol]:list-decimal [&_ol]:ps-6 [&_li]:my-1',
  '[&_a[href]]:text-accent [&_a[href]]:underline [&_a[href]]:underline-offset-2 [&_strong]:font-semibold',
  '[&_blockquote]:my-3 [&_blockquote]:border-s-2 [&_blockquote]:border-edge [&_blockquote]:ps-3 [&_hr]:my-5',
  '[&_code]:rounded-[4px] [&_code]:bg-sunken [&_code]:px-1 [&_code]:font-mono [&_code]:text-small',
  '[&_pre]:my-3 [&_pre]:overflow-x-auto [&_pre]:rounded-control [&_pre]:bg-sunken [&_pre]:p-3 [&_pre_code]:px-0',
  '[&_table]:my-3 [&_table]:block [&_table]:max-w-full [&_table]:overflow-x-auto [&_:is(td,th)]:border',
  '[&_:is(td,th)]:px-2.5 [&_:is(td,th)]:py-1.5 [&_th]:font-semibold [overflow-wrap:anywhere]',
)

/** A text of the project. The server renders the HTML and escapes all markup of the author. */
export function DocumentText({ html, language, className }: { html: string; language?: string; className?: string }) {
  return (
    <div
      dir="auto"
      lang={language}
      className={clsx(textStyle, className)}
      // biome-ignore lint/security/noDangerouslySetInnerHtml: made by safeMarkdown on the server
      dangerouslySetInnerHTML={{ __html: html }}
    />
  )
}
