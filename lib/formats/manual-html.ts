import { anchorOf } from '@/lib/domain/anchor'
import { safeMarkdown } from './safe-markdown'

export interface Manual {
  title: string
  html: string
  /** Headings of the second level, in order. */
  headings: Array<{ text: string; anchor: string }>
}

const plain = (html: string) =>
  html
    .replace(/<[^>]*>/g, '')
    .replace(/&amp;/g, '&')
    .replace(/&quot;/g, '"')

/**
 * A document of `docs` as a page of the product: its headings can be linked to, and links between documents that the
 * product shows stay in it. `addresses` gives those by the name of the file. Screenshots are left out, as the reader is in
 * the product; links to files that are not shown keep their words.
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
  // A heading of the second level stays one, below the title of the page.
  const html = safeMarkdown(body.replace(/^!\[[^\]]*\]\([^)]*\)$/gm, ''), ownAddress).replace(
    /<h([3-6])>(.*?)<\/h\1>/g,
    (_, level: string, inner: string) => {
      const text = plain(inner)
      const anchor = anchorOf(text)
      if (level === '3') headings.push({ text, anchor })
      return `<h${Number(level) - 1} id="${anchor}">${inner}</h${Number(level) - 1}>`
    },
  )
  // Long lines scroll, which the keyboard must reach too.
  return { title, html: html.replaceAll('<pre>', '<pre tabindex="0">'), headings }
}
