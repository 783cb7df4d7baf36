import { Command } from 'commander'
import { runCommand } from '../run-command'

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
