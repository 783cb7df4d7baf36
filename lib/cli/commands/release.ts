import { Command } from 'commander'
import { publishInput, withdrawInput } from '@/lib/contracts/releases/release'
import { AppError } from '@/lib/errors'
import { checkedOptions } from '../checked-options'
import { type ProjectOptions, projectCommand, runCommand } from '../run-command'
import { serverAddress } from '../server-address'
import { acceptedReason, withAcceptWarnings } from './accept-warnings'
import { count, number } from './numbers'
import { exportReleaseCommand } from './release/export'

interface ReleaseOptions extends ProjectOptions {
  release: string
}

type PublishOptions = ProjectOptions & { acceptWarnings?: string } & Record<string, unknown>

const publishCommand = () =>
  withAcceptWarnings(
    projectCommand(
      'publish',
      'Publish the labels of a run with scores, votes, raters and texts. A release can never be changed, only withdrawn.',
    ),
  )
    .option('--run <number>', 'the run (the latest that may be used)', number)
    .option('--release <version>', 'version of the release (the next whole number)')
    .option('--notes <text>', 'what is new in this release')
    .option('--license <text>', 'license of the data')
    .option(
      '--author <name>',
      'an author, given name first; can be repeated, in the order of the citation',
      (name: string, before: string[] = []) => [...before, name],
    )
    .action(
      async ({
        project: slug,
        release: version,
        acceptWarnings,
        author: authors,
        run: runId,
        ...given
      }: PublishOptions) => {
        const input = checkedOptions(
          publishInput,
          { ...given, runId, authors, version },
          { names: { runId: 'run', version: 'release' } },
        )
        const reason = acceptedReason(acceptWarnings)
        await runCommand(async ({ actor, projectRoot, onProgress, signal }) => {
          const { publishRelease } = await import('@/lib/services/releases/publish-release')
          const publishing = { slug, projectRoot, ...input, acceptedBecause: reason }
          const made = await publishRelease(actor, publishing, { onProgress, signal })
          const text = [
            `Published release ${made.version} of “${slug}” from run ${made.runId}: ${count(made.labels, 'label')}, ${count(made.votes, 'vote')}, ${count(made.parts.length, 'part')} in ${count(made.storedByteSize, 'byte')}.`,
            `Content hash (SHA-256): ${made.checksum}`,
          ]
          return { text, json: { project: slug, ...made } }
        })
      },
    )

const listCommand = () =>
  projectCommand('list', 'List the releases of a project, newest first.').action(
    async ({ project: slug }: ProjectOptions) => {
      await runCommand(async ({ actor }) => {
        const { listReleases } = await import('@/lib/services/releases/list-releases')
        const { releases } = await listReleases(actor, slug)
        const lines = releases.map((release) =>
          [
            release.version,
            release.publishedAt.slice(0, 10),
            `run ${release.runId}`,
            count(release.labelCount, 'label'),
            release.checksum.slice(0, 12),
            ...(release.publicSince ? ['public'] : []),
            ...(release.withdrawn ? [`withdrawn: ${release.withdrawn.reason}`] : []),
          ].join('  '),
        )
        const text = lines.length > 0 ? lines : `“${slug}” has no releases yet.`
        return { text, json: { project: slug, releases } }
      })
    },
  )

const withdrawCommand = () =>
  projectCommand(
    'withdraw',
    'Withdraw a release that should no longer be used. It stays available; this cannot be undone.',
  )
    .requiredOption('--release <version>', 'the release')
    .requiredOption('--reason <text>', 'reason, for users of the release')
    .action(async ({ project: slug, release: version, reason }: ReleaseOptions & { reason: string }) => {
      const said = checkedOptions(withdrawInput, { reason })
      await runCommand(async ({ actor }) => {
        const { withdrawRelease } = await import('@/lib/services/releases/list-releases')
        const release = await withdrawRelease(actor, { slug, version, ...said })
        return { text: `Release ${version} of “${slug}” is withdrawn.`, json: { project: slug, ...release } }
      })
    })

const publicPageCommand = (name: string, isPublic: boolean, description: string) =>
  projectCommand(name, description)
    .requiredOption('--release <version>', 'the release')
    .action(async ({ project: slug, release: version }: ReleaseOptions) => {
      await runCommand(async ({ actor, projectRoot }) => {
        const { setReleasePublic } = await import('@/lib/services/releases/list-releases')
        const { publicPath } = await import('@/lib/services/releases/public-address')
        const release = await setReleasePublic(actor, { slug, version, isPublic })
        const address = `${serverAddress(projectRoot)}${publicPath(slug, version)}`
        const text = isPublic
          ? `Release ${version} of “${slug}” is public. Anyone can read and download it at ${address}`
          : `Release ${version} of “${slug}” is private. ${address} now returns “not found”.`
        return { text, json: { project: slug, ...release, address } }
      })
    })

const makePublicCommand = () =>
  publicPageCommand(
    'make-public',
    true,
    'Let anyone read and download a release without an account. `make-private` undoes it.',
  )

const makePrivateCommand = () =>
  publicPageCommand('make-private', false, 'Let only admins of the project read a release that was public.')

const verifyCommand = () =>
  projectCommand('verify', 'Verify a release: recompute its content hash from the stored parts.')
    .requiredOption('--release <version>', 'the release')
    .action(async ({ project: slug, release: version }: ReleaseOptions) => {
      await runCommand(async ({ actor, onProgress, signal }) => {
        const { verifyRelease } = await import('@/lib/services/releases/verify-release')
        const found = await verifyRelease(actor, { slug, version }, { onProgress, signal })
        if (!found.isIntact) {
          const parts = found.parts.filter((part) => part.computed !== part.sha256).map((part) => part.name)
          throw new AppError(
            'conflict',
            `Release ${version} does not match what was published: its content hash is ${found.computed} and not ${found.checksum}${parts.length > 0 ? `; changed: ${parts.join(', ')}` : ''}.`,
          )
        }
        const text = [
          ...found.parts.map((part) => `${part.computed}  ${part.name}`),
          `Release ${version} of “${slug}” matches what was published: SHA-256 ${found.checksum}.`,
        ]
        return { text, json: { project: slug, ...found } }
      })
    })

export const releaseCommand = () =>
  new Command('release')
    .description('Publish, list, verify, export and withdraw releases, and make them public.')
    .addCommand(publishCommand())
    .addCommand(listCommand())
    .addCommand(withdrawCommand())
    .addCommand(makePublicCommand())
    .addCommand(makePrivateCommand())
    .addCommand(verifyCommand())
    .addCommand(exportReleaseCommand())
