import { createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { answerReading } from '@/lib/contracts/data/answers'
import { prisma } from '@/lib/db/client'
import { withCopySession } from '@/lib/db/session/copy-session'
import { copyInto } from '@/lib/db/session/copy-tables'
import type { Actor } from '@/lib/domain/permissions'
import { answers } from '@/lib/domain/rating/answer'
import { validationFileName } from '@/lib/formats/validation-file-name'
import { makeArchive } from '@/lib/services/backup/make-archive'
import { exportParquet } from '@/lib/services/data/export-parquet'
import { importVotes } from '@/lib/services/data/votes/import-votes'
import { inspectAnswers } from '@/lib/services/data/votes/resolve-answer-file'
import { exportProject } from '@/lib/services/export-project'
import type { ProgressHooks } from '@/lib/services/progress'
import { createProject } from '@/lib/services/projects/create-project'
import { type BenchRow, rounded } from './bench-row'

const [classCount, raterCount, ratersOfImage, candidatesOfImage] = [1_000, 300, 5, 5]
const votesOfImage = ratersOfImage * candidatesOfImage
/** Distance between consecutive images in the file; coprime to their number, so that every image occurs. */
const stride = 7_919

/** Yields votes in order of time, so that the votes of an image are not consecutive. */
function* votesInTime(imageCount: number): Generator<string> {
  yield 'image,rater,class_index,answer,time\n'
  const start = Date.UTC(2026, 0, 1)
  for (let turn = 0; turn < imageCount * ratersOfImage; turn++) {
    const image = (turn * stride) % imageCount
    const rater = (image * ratersOfImage + Math.floor(turn / imageCount)) % raterCount
    const time = new Date(start + turn * 1_000).toISOString()
    let lines = ''
    for (let k = 0; k < candidatesOfImage; k++) {
      const label = (image * 31 + k * 17) % classCount
      lines += `${validationFileName(image)},rater ${rater},${label},${answers[(image + k + rater) % 3]},${time}\n`
    }
    yield lines
  }
}

function* rowsOf(count: number, row: (k: number) => (string | number | null | readonly string[])[]) {
  for (let k = 0; k < count; k++) yield row(k)
}

/** Makes a project of this many images and classes without files. */
export async function makeProjectWithoutFiles(actor: Actor, images: number, classes: number): Promise<string> {
  const { slug } = await createProject(actor, { name: `bench ${images} ${process.pid}`, description: '' })
  const { id } = await prisma.project.findUniqueOrThrow({ where: { slug } })
  await withCopySession(async (session) => {
    await copyInto(
      ...[session, 'class' as const],
      rowsOf(classes, (k) => [id, k, k, `class-${k}`, `class ${k}`, [], null, []]),
    )
    await copyInto(
      ...[session, 'image' as const],
      rowsOf(images, (k) => [id, k, k, validationFileName(k), ...new Array(8).fill(null)]),
    )
  })
  return slug
}

/** Returns the duration of the work and the peak memory of the process. */
async function measured<Result>(work: () => Promise<Result>) {
  global.gc?.()
  let peak = 0
  const sample = () => {
    peak = Math.max(peak, process.memoryUsage.rss())
  }
  sample()
  const timer = setInterval(sample, 50)
  const start = performance.now()
  try {
    const result = await work()
    sample()
    return { result, seconds: (performance.now() - start) / 1000, peak }
  } finally {
    clearInterval(timer)
  }
}

async function byteCount(content: Readable): Promise<number> {
  let bytes = 0
  for await (const chunk of content) bytes += (chunk as Buffer).length
  return bytes
}

interface VoteFileBench {
  actor: Actor
  projectRoot: string
  /** Votes per file. */
  sizes: readonly number[]
  progress: ProgressHooks
  /** Called when a part is done. */
  onPart?: (what: string) => void
}

/** Measures inspecting, importing and exporting vote files of increasing size, through the services. */
export async function benchVoteFiles({ actor, projectRoot, sizes, progress, onPart }: VoteFileBench) {
  const folder = await mkdtemp(path.join(tmpdir(), 'reassess-bench-'))
  const reading = answerReading.parse({})
  const rows: BenchRow[] = []
  async function measure(what: string, votes: number, work: () => Promise<unknown>) {
    const { seconds, peak } = await measured(work)
    const row = {
      what: `${what} ${rounded(votes)} votes`,
      figure: `${rounded(seconds, 1)} s`,
      beside: `${rounded(votes / seconds)} votes/s; peak memory ${rounded(peak / 2 ** 20)} MB`,
    }
    rows.push(row)
    onPart?.(`${row.what}: ${row.figure} (${row.beside})`)
  }
  try {
    for (const size of sizes) {
      const imageCount = Math.ceil(size / votesOfImage)
      const votes = imageCount * votesOfImage
      const file = path.join(folder, `${size}.csv`)
      const slug = await makeProjectWithoutFiles(actor, imageCount, classCount)
      await pipeline(Readable.from(votesInTime(imageCount)), createWriteStream(file))
      await measure('inspect', votes, () => inspectAnswers(actor, { slug, path: file, reading }, progress))
      await measure('import', votes, () => importVotes(actor, { slug, path: file, reading }, progress))
      await measure('export votes.csv of', votes, async () =>
        byteCount((await exportProject(actor, { slug, format: 'votes-csv' })).content),
      )
      const parquet = path.join(folder, `parquet-${size}`)
      await measure('export Parquet of', votes, () => exportParquet(actor, { slug, folder: parquet, projectRoot }, {}))
      await measure('archive', votes, async () =>
        byteCount(await makeArchive(actor, { slug, projectRoot }, { recipient: null })),
      )
      await rm(file)
      await rm(parquet, { recursive: true })
    }
    return rows
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
