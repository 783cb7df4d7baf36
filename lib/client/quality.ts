import {
  askedAgain,
  explanationOutput,
  type GoldenUseInput,
  goldenUseCounts,
  type QualitySettings,
  qualitySettings,
  raterStatus,
  settledAlert,
} from '@/lib/contracts/quality'
import { api } from './api'

const base = (slug: string) => `/api/projects/${slug}`

export const updateQuality = (slug: string, body: QualitySettings) =>
  api.put({ address: `${base(slug)}/quality`, output: qualitySettings, body, timeoutMs: 60_000 })

export const setGoldenUse = (slug: string, body: GoldenUseInput) =>
  api.put({ address: `${base(slug)}/quality/golden-uses`, output: goldenUseCounts, body, timeoutMs: 60_000 })

export const writeExplanation = (slug: string, candidateId: number, text: string) =>
  api.put({
    address: `${base(slug)}/quality/explanations/${candidateId}`,
    output: explanationOutput,
    body: { text },
  })

export const settleAlert = (slug: string, alertId: number) =>
  api.post({ address: `${base(slug)}/quality/alerts/${alertId}/settle`, output: settledAlert })

/** What an admin may do about a rater. */
export type RaterAct = 'pause' | 'resume' | 'leave-out' | 'take-in' | 'ask-again' | 'pass' | 'again'

export async function actOnRater(slug: string, raterId: number, act: RaterAct): Promise<void> {
  const rater = `${base(slug)}/raters/${raterId}`
  if (act === 'ask-again') await api.post({ address: `${rater}/ask-again`, output: askedAgain })
  else if (act === 'leave-out' || act === 'take-in') {
    const body = { isLeftOut: act === 'leave-out' }
    await api.post({ address: `${rater}/leave-out`, output: raterStatus, body })
  } else if (act === 'pass' || act === 'again')
    await api.post({ address: `${rater}/qualification`, output: raterStatus, body: { act } })
  else await api.post({ address: `${rater}/${act}`, output: raterStatus })
}
