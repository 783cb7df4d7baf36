import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { GoldenSetDone } from './golden-set-done'

test('takes the focus when the control of the last answer is gone', () => {
  const done = { slug: 'photos', total: 8, reviewHref: null }
  for (const askingOrder of ['image', 'class'] as const)
    expect(renderToStaticMarkup(<GoldenSetDone askingOrder={askingOrder} {...done} />)).toContain('tabindex="-1"')
})
