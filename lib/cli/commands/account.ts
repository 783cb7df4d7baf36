import { Command } from 'commander'
import { type CommandContext, type CommandOutcome, runCommand } from '../run-command'
import { serverAddress } from '../server-address'

/** A command about the account with an e-mail. */
const accountCommand = (
  name: string,
  description: string,
  work: (email: string, context: CommandContext) => Promise<CommandOutcome>,
) =>
  new Command(name)
    .description(description)
    .argument('<email>', 'e-mail of the account')
    .action((email: string) => runCommand((context) => work(email, context)))

export const accountCommands = () => [
  accountCommand(
    'reset-password',
    'Print a link with which an account sets a new password. It works once, for 24 hours; an earlier link stops working. The password does not change until the link is used.',
    async (email, { actor, projectRoot }) => {
      const { createPasswordResetByEmail } = await import('@/lib/services/accounts/password-reset')
      const { token, expiresAt } = await createPasswordResetByEmail(actor, email)
      const link = `${serverAddress(projectRoot)}/reset-password?token=${token}`
      const text = `Open this link to set a new password for ${email}. It works once, within 24 hours.\n${link}`
      return { text, json: { email, link, expiresAt: expiresAt.toISOString() } }
    },
  ),
  accountCommand(
    'reset-second-factor',
    'Take the second factor away from an account whose owner has lost the app and the recovery codes. Its password alone then opens it. All its sessions end.',
    async (email, { actor }) => {
      const { resetSecondFactorByEmail } = await import('@/lib/services/accounts/change-second-factor')
      await resetSecondFactorByEmail(actor, email)
      const text = `${email} has no second factor any more, and signs in with the password alone. Ask for a new one to be set up.`
      return { text, json: { email } }
    },
  ),
  accountCommand(
    'make-owner',
    'Hand this server over to another account, which can then create projects, read the audit trail of the server and reset second factors; the former owner no longer can. It also becomes an admin of projects that have none.',
    async (email, { actor }) => {
      const { makeOwner } = await import('@/lib/services/accounts/make-owner')
      await makeOwner(actor, email)
      return { text: `${email} owns this server now.`, json: { email } }
    },
  ),
]
