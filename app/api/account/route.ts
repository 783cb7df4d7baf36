import { z } from 'zod'
import { deleteAccountInput } from '@/lib/contracts/accounts/account'
import { route } from '@/lib/http/route'
import { deleteAccount } from '@/lib/services/accounts/delete-account'

export const DELETE = route({
  who: 'account',
  input: deleteAccountInput,
  output: z.strictObject({}),
  run: async ({ actor, input }) => {
    await deleteAccount(actor, input.email)
    return {}
  },
})
