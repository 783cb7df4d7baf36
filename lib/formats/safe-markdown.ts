import { micromark } from 'micromark'
import { gfmAutolinkLiteral, gfmAutolinkLiteralHtml } from 'micromark-extension-gfm-autolink-literal'
import { gfmStrikethrough, gfmStrikethroughHtml } from 'micromark-extension-gfm-strikethrough'
import { gfmTable, gfmTableHtml } from 'micromark-extension-gfm-table'

// Disables HTML and images, which are shown as the characters they were written in.
const noMarkup = { disable: { null: ['htmlFlow', 'htmlText', 'labelStartImage'] } }

const options = {
  extensions: [gfmTable(), gfmStrikethrough(), gfmAutolinkLiteral(), noMarkup],
  htmlExtensions: [gfmTableHtml(), gfmStrikethroughHtml(), gfmAutolinkLiteralHtml()],
}

/** Direction overrides, which can make a text read differently from what it is. */
const turningMarks = /[\u202A-\u202E]/g

const isAllowed = (href: string) => /^(https?:\/\/|mailto:)/i.test(href)

/** Opens links in a new tab, as the page may have unsaved answers; disallowed links keep only their text. */
const linkOut = (href: string) =>
  isAllowed(href) ? `<a href="${href}" target="_blank" rel="noopener noreferrer nofollow">` : '<a>'

const markup = /-+|=+|[*_~`[\]<>()|#+]|\d[.)]/g
/** More than in any real paragraph, list or table. The time that micromark takes grows with the square of it. */
const maxMarkup = 2_000

const isTooIntricate = (text: string) =>
  text.split(/\n[ \t]*\n/).some((block) => (block.match(markup)?.length ?? 0) > maxMarkup)

const asPlainText = (text: string) =>
  `<p>${text.replace(/[&<>"]/g, (one) => `&#${one.charCodeAt(0)};`).replaceAll('\n', '<br />\n')}</p>`

/**
 * Converts untrusted Markdown to HTML: CommonMark with tables, strikethrough and bare URLs. HTML in it is shown as
 * text; links lead to http, https and mailto only; there are no images. Headings start at the second level.
 * `ownAddress` gives URLs within the product for links that lead there. A text that would take seconds is shown as
 * written.
 */
export function safeMarkdown(text: string, ownAddress: (href: string) => string | null = () => null): string {
  if (isTooIntricate(text)) return asPlainText(text.replace(turningMarks, ''))
  const link = (_: string, href: string) => {
    const own = ownAddress(href)
    return own === null ? linkOut(href) : `<a href="${own}">`
  }
  return micromark(text.replace(turningMarks, ''), options)
    .replace(/<a href="([^"]*)"(?: title="[^"]*")?>/g, link)
    .replace(/<(\/?)h([1-6])>/g, (_, slash: string, level: string) => `<${slash}h${Math.min(Number(level) + 1, 6)}>`)
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"' }

/** Returns the text of Markdown without its marks, with the targets of links in parentheses. */
export const textOfMarkdown = (text: string): string =>
  safeMarkdown(text)
    .replace(/<a href="(?:mailto:)?([^"]*)"[^>]*>(.*?)<\/a>/gs, (_, href: string, words: string) =>
      words === href ? words : `${words} (${href})`,
    )
    .replace(/<[^>]*>/g, '')
    .replace(/&(?:#(\d+)|(\w+));/g, (_, code: string | undefined, name: string) =>
      code ? String.fromCharCode(Number(code)) : (entities[name] ?? ''),
    )
