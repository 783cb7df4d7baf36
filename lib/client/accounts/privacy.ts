import { z } from 'zod'
import { api } from '@/lib/client/api'

const nothing = z.strictObject({})

export const eraseOwnIdentity = (slug: string) =>
  api.post({ address: `/api/projects/${slug}/my-data/erase`, output: nothing })

export const eraseRater = (slug: string, raterId: number) =>
  api.post({ address: `/api/projects/${slug}/raters/${raterId}/erase`, output: nothing })

export const deleteAccount = (email: string) =>
  api.delete({ address: '/api/account', output: nothing, body: { email } })
