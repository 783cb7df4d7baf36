import { Command } from 'commander'
import { runCommand } from '../run-command'
import { serverAddress } from '../server-address'

export const resetPasswordCommand = () =>
  new Command('reset-password')
    .description(
      'Print a link with which an account sets a new password. It works once, for 24 hours; an earlier link stops working. The password does not change until the link is used.',
    )
    .argument('<email>', 'e-mail of the account')
    .action(async (email: string) => {
      await runCommand(async ({ actor, projectRoot }) => {
        const { createPasswordResetByEmail } = await import('@/lib/services/accounts/password-reset')
        const { token, expiresAt } = await createPasswordResetByEmail(actor, email)
        const link = `${serverAddress(projectRoot)}/reset-password?token=${token}`
        const text = `Open this link to set a new password for ${email}. It works once, within 24 hours.\n${link}`
        return { text, json: { email, link, expiresAt: expiresAt.toISOString() } }
      })
    })

export const resetSecondFactorCommand = () =>
  new Command('reset-second-factor')
    .description(
      'Take the second factor away from an account whose owner has lost the app and the recovery codes. Its password alone then opens it. All its sessions end.',
    )
    .argument('<email>', 'e-mail of the account')
    .action(async (email: string) => {
      await runCommand(async ({ actor }) => {
        const { resetSecondFactorByEmail } = await import('@/lib/services/accounts/change-second-factor')
        await resetSecondFactorByEmail(actor, email)
        const text = `${email} has no second factor any more, and signs in with the password alone. Ask for a new one to be set up.`
        return { text, json: { email } }
      })
    })
