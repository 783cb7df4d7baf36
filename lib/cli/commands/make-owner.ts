import { Command } from 'commander'
import { runCommand } from '../run-command'

export const makeOwnerCommand = () =>
  new Command('make-owner')
    .description(
      'Hand this server over to another account, which can then create projects, read the audit trail of the server and reset second factors; the former owner no longer can. It also becomes an admin of projects that have none.',
    )
    .argument('<email>', 'e-mail of the account')
    .action(async (email: string) => {
      await runCommand(async ({ actor }) => {
        const { makeOwner } = await import('@/lib/services/accounts/make-owner')
        await makeOwner(actor, email)
        return { text: `${email} owns this server now.`, json: { email } }
      })
    })
