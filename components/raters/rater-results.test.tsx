import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import type { RaterDetail } from '@/lib/contracts/raters/rater-detail'
import { SkillFigures } from './rater-results'

const measured = { againstRun: null, againstGolden: null, golden: null, model: null, agreement: null, isExpert: false }

const textWith = (run: { id: number } | null) =>
  renderToStaticMarkup(<SkillFigures rater={{ id: 3, run, ...measured } as RaterDetail} />)

test('speaks of a run without a skill estimate only if there is a run', () => {
  expect(textWith(null).split('Appears once votes are aggregated.')).toHaveLength(1 + 2)
  expect(textWith(null)).not.toContain('This run')
  expect(textWith({ id: 7 })).toContain('This run has no skill estimate for the rater.')
})
