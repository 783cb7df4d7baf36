import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { ports } from '../../ports'
import { photoFolder } from './photos'
import { freshFolder, installPackage, killTree, startProgram, stopProgram, untilServing } from './programs'
import { answerNames, columnKeys, keyColumns, type Photo, type RatedImage, type Server, type Tool } from './tool'

const port = String(ports.potato)
const url = `http://127.0.0.1:${port}`

/** Radio buttons for eight candidates, each with its own keys; the page advances after the last answer. */
const configuration = (raters: number) => ({
  ...{ annotation_task_name: 'Photographs', task_dir: '.', output_annotation_dir: 'answers' },
  secret_key: 'benchmark',
  ...{ data_files: ['items.json'], media_directory: 'media', item_properties: { id_key: 'id', text_key: 'image' } },
  ...{ require_password: false, user_config: { allow_all_users: true, users: [] } },
  ...{ num_annotators_per_item: raters, max_annotations_per_user: -1, assignment_strategy: 'fixed_order' },
  review_mode: { enabled: true, auto_advance: true, delay_ms: 0 },
  instance_display: {
    layout: { direction: 'horizontal' },
    fields: [
      { key: 'image', type: 'image', label: 'Image' },
      { key: 'candidates', type: 'text', label: 'Candidates' },
    ],
  },
  annotation_schemes: keyColumns.map((keys, at) => ({
    ...{ annotation_type: 'radio', name: `c${at + 1}`, description: `Candidate ${at + 1}`, horizontal: true },
    label_requirement: { required: true },
    labels: answerNames.map((name, answer) => ({ name, key_value: keys[answer] })),
  })),
})

function writeProject(photos: Photo[], raters: number): string {
  const folder = freshFolder('potato')
  mkdirSync(path.join(folder, 'media'))
  for (const { file } of photos) copyFileSync(path.join(photoFolder, 'images', file), path.join(folder, 'media', file))
  const items = photos.map(({ file, candidates }) => ({
    ...{ id: file, image: `/media/${file}` },
    candidates: candidates.map((name, at) => `${at + 1} ${name}`).join('\n'),
  }))
  writeFileSync(path.join(folder, 'items.json'), JSON.stringify(items))
  // JSON is YAML, too.
  writeFileSync(path.join(folder, 'config.yaml'), JSON.stringify(configuration(raters)))
  return folder
}

async function serve(folder: string) {
  const child = startProgram('potato', ['potato', 'start', 'config.yaml', '-p', port, '--host', '127.0.0.1'], folder)
  await untilServing(url, child)
  return child
}

interface State {
  instance_id_to_label_to_value?: Record<string, unknown[]>
}

function readAnswers(folder: string): RatedImage[] {
  const answers = path.join(folder, 'answers')
  return readdirSync(answers).flatMap((rater) => {
    const file = path.join(answers, rater, 'user_state.json')
    if (!existsSync(file)) return []
    const state = JSON.parse(readFileSync(file, 'utf8')) as State
    return Object.entries(state.instance_id_to_label_to_value ?? {}).map(([image, labels]) => ({
      ...{ image, rater, answers: labels.length },
    }))
  })
}

async function startPotato(): Promise<Server> {
  installPackage('potato', 'potato-annotation==2.12.1')
  let folder = writeProject([{ file: readdirSync(path.join(photoFolder, 'images'))[0]!, candidates: ['none'] }], 1)
  let child = await serve(folder)
  return {
    ...{ url, pids: () => [child.pid!] },
    load: async (photos, raters) => {
      await stopProgram(child)
      folder = writeProject(photos, raters)
      child = await serve(folder)
      return ''
    },
    prepare: async () => {},
    open: async (context, _project, rater) => {
      await context.request.post(`${url}/auth`, { form: { action: 'login', email: `rater-${rater}` } })
      const page = await context.newPage()
      await page.goto(`${url}/annotate`)
      return page
    },
    read: async () => readAnswers(folder),
    kill: () => killTree(child),
    restart: async () => {
      child = await serve(folder)
    },
    stop: () => stopProgram(child),
  }
}

export const potato: Tool = {
  name: 'Potato',
  screen: {
    picture: 'img.display-image',
    isReady: `typeof isLoading !== 'undefined' && !isLoading && document.querySelectorAll('form.radio').length === 8 && !document.querySelector('form.radio input:checked')`,
    answered: `document.querySelectorAll('form.radio input:checked').length`,
    keys: columnKeys,
    submit: null,
  },
  start: startPotato,
}
