import { describe, expect, it } from 'vitest'
import { safeMarkdown, textOfMarkdown } from './safe-markdown'

const tagsOf = (html: string) => [...html.matchAll(/<\/?([a-z0-9]+)/gi)].map(([, tag]) => tag!.toLowerCase())

describe('safeMarkdown', () => {
  it('renders headings from the second level on, lists, tables and emphasis', () => {
    expect(safeMarkdown('# What counts\n\n- **All** of it\n- ~~None~~')).toBe(
      '<h2>What counts</h2>\n<ul>\n<li><strong>All</strong> of it</li>\n<li><del>None</del></li>\n</ul>',
    )
    expect(safeMarkdown('|a|b|\n|-|-|\n|1|2|')).toContain('<td>1</td>')
  })

  it('opens links to other sites in a new tab', () => {
    expect(safeMarkdown('[see](https://example.org/a?b=1&c=2)')).toBe(
      '<p><a href="https://example.org/a?b=1&amp;c=2" target="_blank" rel="noopener noreferrer nofollow">see</a></p>',
    )
    expect(safeMarkdown('write to me@example.org')).toContain('href="mailto:me@example.org"')
  })

  it('shows a text as written whose markup would keep the server busy for seconds', () => {
    expect(safeMarkdown(`${'> - '.repeat(1_500)}<b>"&"</b>\nx`)).toBe(
      `<p>${'&#62; - '.repeat(1_500)}&#60;b&#62;&#34;&#38;&#34;&#60;/b&#62;<br />\nx</p>`,
    )
    const table = `|a|b|c|\n|${'-'.repeat(3_000)}|-|-|\n${'|1|**2**|3|\n'.repeat(150)}`
    expect(safeMarkdown(table)).toContain('<td><strong>2</strong></td>')
    expect(safeMarkdown('- [a](https://example.org)\n\n'.repeat(1_000))).toContain('<li>')
  })

  const attacks = [
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '<svg/onload=alert(1)>',
    '<iframe src="https://example.org"></iframe>',
    '<style>*{display:none}</style>',
    '<form action="https://example.org"><input name="password"></form>',
    '<a href="javascript:alert(1)">x</a>',
    '![x](https://example.org/track.png)',
    '![x](javascript:alert(1))',
    '<!-- <script>alert(1)</script> -->',
    '<![CDATA[<script>alert(1)</script>]]>',
    '<div\n\nonclick=alert(1)>x</div>',
    '[x](https://example.org "title" onmouseover=alert(1))',
    '`<script>alert(1)</script>`',
    '    <script>alert(1)</script>',
    '```"><script>alert(1)</script>\ncode\n```',
    '|<img src=x onerror=alert(1)>|\n|-|\n|<script>alert(1)</script>|',
    '[x]: javascript:alert(1)\n\n[x]',
  ]
  it.each(attacks)('leaves no markup of the author in %j', (attack) => {
    const html = safeMarkdown(attack)
    const allowed = new Set(['p', 'a', 'code', 'pre', 'table', 'thead', 'tbody', 'tr', 'th', 'td'])
    expect(tagsOf(html).filter((tag) => !allowed.has(tag))).toEqual([])
    for (const [tag] of html.matchAll(/<[a-z][^>]*>/gi)) expect(tag).not.toMatch(/\son|javascript|style=/i)
  })

  const links = [
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    'java&#115;cript:alert(1)',
    '&#x6A;avascript:alert(1)',
    'data:text/html,<script>alert(1)</script>',
    'vbscript:msgbox(1)',
    'file:///etc/passwd',
    'irc://example.org',
    '//example.org',
    '/api/auth/signout',
    '../settings',
    '%6aavascript:alert(1)',
    '<java\tscript:alert(1)>',
  ]
  it.each(links)('does not link to %j', (address) => {
    expect(safeMarkdown(`[x](${address})`)).not.toContain('href')
    expect(safeMarkdown(`[x][1]\n\n[1]: ${address}`)).not.toContain('href')
  })

  it('does not let a URL break out of its attribute', () => {
    const html = safeMarkdown('[x](<https://example.org/" onclick="alert(1)>)')
    expect(html.match(/<a [^>]*>/)?.[0]).toMatch(
      /^<a href="[^"]*" target="_blank" rel="noopener noreferrer nofollow">$/,
    )
  })

  it('keeps right-to-left letters, and removes direction override characters', () => {
    expect(safeMarkdown('\u05e9\u05dc\u05d5\u05dd \u202egpj.exe\u202c \u200fok')).toBe(
      '<p>\u05e9\u05dc\u05d5\u05dd gpj.exe \u200fok</p>',
    )
  })

  const heavy = {
    brackets: '['.repeat(20_000),
    stars: '*a '.repeat(6_666),
    underscores: '_'.repeat(20_000),
    quotes: '>'.repeat(20_000),
    backticks: Array.from({ length: 190 }, (_, length) => '`'.repeat(length)).join(' '),
    links: '[a]('.repeat(5_000),
    table: `|${'a|'.repeat(9_000)}\n|-|`,
    prose: 'word '.repeat(4_000),
  }
  it.each(Object.entries(heavy))('reads 20,000 characters of %s', (_, text) => {
    expect(safeMarkdown(text).length).toBeGreaterThan(0)
  })
})

describe('textOfMarkdown', () => {
  it('drops marks and keeps characters, lines and the targets of links', () => {
    expect(textOfMarkdown('# Rules\n\n- **New:** `a` & "b" < c\n- [see](https://example.org)\n\n|d|\n|-|\n|e|')).toBe(
      'Rules\n\nNew: a & "b" < c\nsee (https://example.org)\n\n\n\n\nd\n\n\n\n\ne\n\n\n',
    )
    expect(textOfMarkdown('https://example.org/?a&b, me@example.org')).toBe('https://example.org/?a&b, me@example.org')
    expect(textOfMarkdown('> - '.repeat(1_500))).toBe('> - '.repeat(1_500))
  })
})
