import { micromark } from 'micromark'
import { gfmAutolinkLiteral, gfmAutolinkLiteralHtml } from 'micromark-extension-gfm-autolink-literal'
import { gfmStrikethrough, gfmStrikethroughHtml } from 'micromark-extension-gfm-strikethrough'
import { gfmTable, gfmTableHtml } from 'micromark-extension-gfm-table'

// Markup and pictures are no part of the language read here, so that they come out as the characters they were written in.
const noMarkup = { disable: { null: ['htmlFlow', 'htmlText', 'labelStartImage'] } }

const options = {
  extensions: [gfmTable(), gfmStrikethrough(), gfmAutolinkLiteral(), noMarkup],
  htmlExtensions: [gfmTableHtml(), gfmStrikethroughHtml(), gfmAutolinkLiteralHtml()],
}

/** Characters that turn the direction of everything after them, with which a text can read otherwise than it is. */
const turningMarks = /[\u202A-\u202E]/g

const isAllowed = (href: string) => /^(https?:\/\/|mailto:)/i.test(href)

/** A link out of the page, opened beside it, as the page may hold answers; anything else keeps its words alone. */
const linkOut = (href: string) =>
  isAllowed(href) ? `<a href="${href}" target="_blank" rel="noopener noreferrer nofollow">` : '<a>'

/**
 * HTML of a markdown text by someone who need not be trusted: CommonMark with tables, strikethrough and bare addresses.
 * HTML in it is shown, not obeyed; links lead to http, https and mailto only; there are no pictures. Headings start at
 * the second level, as the page has a first one. `ownAddress` gives addresses within the product for links that lead there.
 */
export function safeMarkdown(text: string, ownAddress: (href: string) => string | null = () => null): string {
  const link = (_: string, href: string) => {
    const own = ownAddress(href)
    return own === null ? linkOut(href) : `<a href="${own}">`
  }
  return micromark(text.replace(turningMarks, ''), options)
    .replace(/<a href="([^"]*)"(?: title="[^"]*")?>/g, link)
    .replace(/<(\/?)h([1-6])>/g, (_, slash: string, level: string) => `<${slash}h${Math.min(Number(level) + 1, 6)}>`)
}
