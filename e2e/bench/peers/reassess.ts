import { execFile } from 'node:child_process'
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'
import { ports } from '../../ports'
import { connectTo } from '../../support/embedded-database'
import { signIn } from '../../support/fixtures'
import { openRatingScreen } from '../../support/rating-page'
import { addMember, makeAccounts } from '../../support/rating-rows'
import { startApp } from '../../support/server'
import { photoFolder } from './photos'
import { freshFolder, killTree } from './programs'
import { countAnswers, type Photo, type Server, type Tool } from './tool'

const run = promisify(execFile)
const server = { port: ports.ratingBench, name: 'peers-reassess', isDurable: true }
const raterCount = 10

async function startReassess(): Promise<Server> {
  let app = await startApp(server)
  let projects = 0
  const emails = new Map<string, string[]>()
  const command = (...args: string[]) =>
    run(process.execPath, ['lib/cli/reassess.mjs', ...args], {
      env: { ...process.env, DATABASE_URL: '', DATA_DIR: app.dataDir },
      maxBuffer: 1e8,
    })
  const addRaters = async (slug: string) => {
    const db = await connectTo(app.dataDir)
    const { rows } = await db.query<{ id: number }>('SELECT id FROM project WHERE slug = $1', [slug])
    const accounts = await makeAccounts(db, raterCount)
    for (const { id } of accounts) await addMember(db, rows[0]!.id, id, 'rater')
    await db.end()
    emails.set(
      slug,
      accounts.map(({ email }) => email),
    )
  }
  return {
    ...{ url: app.url, pids: () => [app.process.pid!] },
    prepare: addRaters,
    load: async (photos, raters) => {
      projects++
      const slug = `photos-${projects}`
      const folder = writeFolder(photos)
      await command('import', 'folder', '--project', slug, '--new', '--imagenet', '--folder', folder)
      await command('import', 'candidates', '--project', slug, '--file', candidatesOf(folder))
      await command('plan', '--project', slug, '--ask', 'list', '--raters', String(raters), '--order', 'import')
      await command('launch', '--project', slug)
      return slug
    },
    open: async (context, slug, rater) => {
      await signIn(context, emails.get(slug)![rater]!)
      const page = await context.newPage()
      await openRatingScreen(page, slug)
      return page
    },
    read: async (slug) => {
      const file = path.join(freshFolder('reassess'), 'votes.csv')
      await command('export', 'votes-csv', '--project', slug, '--out', file)
      const [head, ...lines] = readFileSync(file, 'utf8').trim().split('\n')
      const columns = head!.split(',')
      const [image, rater] = ['image', 'rater'].map((name) => columns.indexOf(name))
      return countAnswers(lines.map((line) => line.split(',')).map((cells) => [cells[image!]!, cells[rater!]!]))
    },
    kill: () => killTree(app.process),
    restart: async () => {
      app = await startApp({ ...server, isFresh: false })
    },
    stop: () => app.stop(),
  }
}

/** Beside the folder, because everything in it is imported. */
const candidatesOf = (folder: string) => `${folder}.csv`

function writeFolder(photos: Photo[]): string {
  const folder = freshFolder('reassess-folder')
  const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`
  const lines = photos.flatMap(({ file, candidates }) => candidates.map((name) => `${file},${quoted(name)}`))
  mkdirSync(path.join(folder, 'images'))
  for (const { file } of photos) copyFileSync(path.join(photoFolder, 'images', file), path.join(folder, 'images', file))
  writeFileSync(candidatesOf(folder), `image,class\n${lines.join('\n')}\n`)
  return folder
}

export const reassess: Tool = {
  name: 'Reassess',
  screen: {
    picture: 'figure img',
    isReady: `document.querySelector('section[aria-busy="false"]')`,
    answered: `/(\\d) of 8/.exec(document.body.innerText)?.[1] ?? 0`,
    keys: (answers) => answers.map((answer) => 'nmy'[answer]!),
    submit: 'Enter',
  },
  start: startReassess,
}
