import { expect, test } from 'vitest'
import { openBrackets } from './open-brackets'

test('finds every unfilled placeholder once', () => {
  expect(openBrackets('# Taking part in [name of the study]\n\n[Name], [e-mail]\n\n[name of the study]')).toEqual([
    '[name of the study]',
    '[Name]',
    '[e-mail]',
  ])
})

test('ignores links, short references and brackets over two lines', () => {
  const text =
    'See [our page](https://example.org), [ours][here] and note [1].\n\n[here]: https://example.org\n\n[ open\nand ]'
  expect(openBrackets(text)).toEqual([])
})
