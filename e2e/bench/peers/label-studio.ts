import { type APIRequestContext, request } from 'playwright/test'
import { ports } from '../../ports'
import { postmasterPid } from '../../support/embedded-database'
import { startOwnDatabase } from '../../support/own-database'
import { photoFolder } from './photos'
import { freshFolder, installPackage, killTree, startProgram, stopProgram, untilServing } from './programs'
import {
  answerNames,
  columnKeys,
  countAnswers,
  keyColumns,
  type Photo,
  type RatedImage,
  type Server,
  type Tool,
} from './tool'

const port = String(ports.labelStudio)
const url = `http://127.0.0.1:${port}`
const password = 'a long enough password'
const admin = 'admin@example.org'
const emailOf = (rater: number) => `rater-${rater}@example.org`

const choices = keyColumns
  .map(
    (keys, at) => `<Header value="$label${at + 1}" size="5"/>
<Choices name="c${at + 1}" toName="image" choice="single-radio" showInline="true" required="true">
${answerNames.map((name, answer) => `<Choice value="${name}" hotkey="${keys[answer]}"/>`).join('')}
</Choices>`,
  )
  .join('\n')

/** The image beside a list of eight candidates, each with its own keys. */
const labelConfig = `<View style="display: grid; grid-template-columns: 1fr 20em; gap: 1em">
<View><Image name="image" value="$image" zoomControl="false"/></View><View>${choices}</View></View>`

/** Signs in or up through the form. */
async function enter(context: APIRequestContext, page: 'login' | 'signup', email: string) {
  const address = `${url}/user/${page}/`
  const form = await (await context.get(address)).text()
  const csrfmiddlewaretoken = /csrfmiddlewaretoken" value="([^"]+)"/.exec(form)![1]!
  await context.post(address, {
    form: { csrfmiddlewaretoken, email, password, allow_newsletters: 'false' },
    headers: { Referer: address },
  })
}

async function call<Answer>(
  context: APIRequestContext,
  method: string,
  address: string,
  data?: object,
): Promise<Answer> {
  const { cookies } = await context.storageState()
  const csrf = cookies.find(({ name }) => name === 'csrftoken')?.value ?? ''
  const options = { method, headers: { 'X-CSRFToken': csrf, Referer: url }, timeout: 600_000 }
  const response = await context.fetch(url + address, data ? { ...options, data } : options)
  if (!response.ok())
    throw new Error(`${method} ${address}: ${response.status()} ${(await response.text()).slice(0, 500)}`)
  return (await response.json()) as Answer
}

const taskOf = ({ file, candidates }: Photo) => ({
  image: `/data/local-files/?d=images/${file}`,
  ...Object.fromEntries(candidates.map((name, at) => [`label${at + 1}`, name])),
})

async function load(context: APIRequestContext, photos: Photo[], raters: number) {
  const shape = { title: 'Photographs', label_config: labelConfig, maximum_annotations: raters }
  const project = await call<{ id: number }>(context, 'POST', '/api/projects/', shape)
  const storage = { project: project.id, path: `${photoFolder}/images`, use_blob_urls: true }
  await call(context, 'POST', '/api/storages/localfiles/', storage)
  await call(context, 'POST', `/api/projects/${project.id}/import`, photos.map(taskOf))
  return String(project.id)
}

interface ExportedTask {
  data: { image: string }
  annotations: { completed_by: number; result: unknown[] }[]
}

async function read(context: APIRequestContext, project: string): Promise<RatedImage[]> {
  const address = `/api/projects/${project}/export?exportType=JSON&download_all_tasks=true`
  const tasks = await call<ExportedTask[]>(context, 'GET', address)
  return countAnswers(
    tasks.flatMap(({ data, annotations }) =>
      annotations.flatMap(({ completed_by, result }) =>
        result.map((): [string, string] => [data.image.split('/').at(-1)!, String(completed_by)]),
      ),
    ),
  )
}

async function startLabelStudio(): Promise<Server> {
  installPackage('label-studio', 'label-studio==1.23.2')
  const database = await startOwnDatabase('peers-label-studio')
  const { hostname, port: databasePort, username, password: databasePassword, pathname } = new URL(database.url)
  const folder = freshFolder('label-studio')
  const env = {
    ...{ DJANGO_DB: 'default', POSTGRE_NAME: pathname.slice(1), POSTGRE_USER: username },
    ...{ POSTGRE_PASSWORD: decodeURIComponent(databasePassword), POSTGRE_HOST: hostname, POSTGRE_PORT: databasePort },
    ...{ LABEL_STUDIO_BASE_DATA_DIR: folder, LABEL_STUDIO_LOCAL_FILES_SERVING_ENABLED: 'true' },
    ...{
      LABEL_STUDIO_LOCAL_FILES_DOCUMENT_ROOT: photoFolder,
      COLLECT_ANALYTICS: 'false',
      LATEST_VERSION_CHECK: 'false',
    },
    ...{ SECRET_KEY: 'benchmark', FRONTEND_SENTRY_DSN: '', EDITOR_KEYMAP: '{"annotation:submit":{"key":"enter"}}' },
  }
  const args = ['label-studio', 'start', '--no-browser', '--port', port, '--internal-host', '127.0.0.1']
  const serve = async () => {
    const child = startProgram('label-studio', [...args, '--username', admin, '--password', password], folder, env)
    await untilServing(`${url}/health`, child)
    return child
  }
  let child = await serve()
  const context = await request.newContext({ baseURL: url })
  await enter(context, 'login', admin)
  return {
    ...{ url, pids: () => [child.pid!, postmasterPid(database.dataDir)] },
    load: (photos, raters) => load(context, photos, raters),
    prepare: async () => {
      for (let rater = 0; rater < 10; rater++) {
        const own = await request.newContext({ baseURL: url })
        await enter(own, 'signup', emailOf(rater))
        await own.dispose()
      }
    },
    open: async (browserContext, project, rater) => {
      await enter(browserContext.request, 'login', emailOf(rater))
      // The button “Label All Tasks” sets this; without it, neither locks nor the number of raters would count.
      await browserContext.addInitScript(() => localStorage.setItem('dm:labelstream:mode', 'all'))
      const page = await browserContext.newPage()
      await page.goto(`${url}/projects/${project}/data?labeling=1`)
      return page
    },
    read: (project) => read(context, project),
    kill: () => killTree(child),
    restart: async () => {
      child = await serve()
    },
    stop: async () => {
      await context.dispose()
      await stopProgram(child)
      await database.stop()
    },
  }
}

export const labelStudio: Tool = {
  name: 'Label Studio',
  screen: {
    picture: 'img[alt="image"]',
    isReady: `document.querySelectorAll('.lsf-choices, [class*="choices--"]').length >= 8 && !document.querySelector('input:checked')`,
    answered: `document.querySelectorAll('input:checked').length`,
    keys: columnKeys,
    submit: 'Enter',
  },
  start: startLabelStudio,
}
