import { anchorOf } from '@/lib/domain/manual'
import { safeMarkdown } from './safe-markdown'

export interface Manual {
  title: string
  html: string
  /** Second-level headings, in order. */
  headings: Array<{ text: string; anchor: string }>
}

const plain = (html: string) =>
  html
    .replace(/<[^>]*>/g, '')
    .replace(/&amp;/g, '&')
    .replace(/&quot;/g, '"')

/**
 * Converts a document of `docs` to a page of the product, with anchors on headings. Links between the documents in
 * `addresses` (by file name) stay in the product, other links become plain text. Screenshots are removed, because the
 * reader has the product itself.
 */
export function manualHtml(markdown: string, addresses: ReadonlyMap<string, string>): Manual {
  const [, title = '', body = ''] = markdown.match(/^# (.+)\n([\s\S]*)$/) ?? []
  const ownAddress = (href: string) => {
    if (href === '') return null
    const [file = '', anchor] = href.split('#')
    const address = file === '' ? '' : addresses.get(file)
    if (address === undefined) return null
    return anchor === undefined ? address : `${address}#${anchor}`
  }
  const headings: Manual['headings'] = []
  // A second-level heading stays one, below the title of the page.
  const html = safeMarkdown(body.replace(/^!\[[^\]]*\]\([^)]*\)$/gm, ''), ownAddress).replace(
    /<h([3-6])>(.*?)<\/h\1>/g,
    (_, level: string, inner: string) => {
      const text = plain(inner)
      const anchor = anchorOf(text)
      if (level === '3') headings.push({ text, anchor })
      return `<h${Number(level) - 1} id="${anchor}">${inner}</h${Number(level) - 1}>`
    },
  )
  // Long lines scroll, so the keyboard must be able to focus them.
  return { title, html: html.replaceAll('<pre>', '<pre tabindex="0">'), headings }
}
