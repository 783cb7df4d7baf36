import { Command } from 'commander'
import { env } from '@/lib/env'
import { runCommand } from '../run-command'

export const resetPasswordCommand = () =>
  new Command('reset-password')
    .description(
      'Print a link with which an account sets a new password. It works once, for 24 hours; an earlier link stops working. The password does not change until the link is used.',
    )
    .argument('<email>', 'e-mail of the account')
    .action(async (email: string) => {
      await runCommand(async ({ actor }) => {
        const { createPasswordResetByEmail } = await import('@/lib/services/accounts/password-reset')
        const { token, expiresAt } = await createPasswordResetByEmail(actor, email)
        const address = env.NEXTAUTH_URL ?? `http://localhost:${env.PORT}`
        const link = `${address.replace(/\/+$/, '')}/reset-password?token=${token}`
        const text = `Open this link to set a new password for ${email}. It works once, within 24 hours.\n${link}`
        return { text, json: { email, link, expiresAt: expiresAt.toISOString() } }
      })
    })
