import { readdirSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { manualHtml } from './manual-html'

const addresses = new Map([
  ['guide.md', '/help'],
  ['settings.md', '/help/settings'],
])

it('gives headings an anchor, and keeps links between shown documents in the product', () => {
  const { title, html, headings } = manualHtml(
    '# Guide\n\nSee [below](#do-more-than-a) and [settings](settings.md#behind-a-proxy).\n\n## Do more than `a`\n\nText',
    addresses,
  )
  expect(title).toBe('Guide')
  expect(headings).toEqual([{ text: 'Do more than a', anchor: 'do-more-than-a' }])
  expect(html).toContain('<a href="#do-more-than-a">below</a>')
  expect(html).toContain('<a href="/help/settings#behind-a-proxy">settings</a>')
  expect(html).toContain('<h2 id="do-more-than-a">Do more than <code>a</code></h2>')
})

it('makes code focusable, because long lines scroll', () => {
  expect(manualHtml('# G\n\n```\nnpm start\n```', addresses).html).toContain('<pre tabindex="0"><code>npm start')
})

it('removes screenshots and keeps only the text of links to other files', () => {
  const { html } = manualHtml(
    '# G\n\n![A page](page.png)\n\n[Why](decisions/0001.md), [x](javascript:alert(1))',
    addresses,
  )
  expect(html).not.toMatch(/href|img|page\.png/)
  expect(html).toContain('Why')
})

it('resolves every anchor between the documents', () => {
  const pages = readdirSync('docs').filter((file) => addresses.has(file))
  const all = new Map(
    pages.map((file) => [addresses.get(file)!, manualHtml(readFileSync(`docs/${file}`, 'utf8'), addresses)]),
  )
  expect(all.size).toBe(addresses.size)
  for (const [address, { html }] of all)
    for (const [, to, anchor] of html.matchAll(/<a href="([^"#:]*)#([^"]+)"/g)) {
      const target = all.get(to === '' ? address : to!)
      expect(target?.html, `${address} → ${to}#${anchor}`).toContain(`id="${anchor}"`)
    }
})
