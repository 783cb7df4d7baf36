import { ErrorNotice, Form, useForm } from '@/components/kit/form'
import { StartJobButton, useStartJob } from '@/components/kit/jobs'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { LinkButton } from '@/components/ui/link'
import type { ProjectData } from '@/lib/contracts/data/project-data'
import type { JobSummary } from '@/lib/contracts/jobs'
import type { FileRole } from '@/lib/domain/data/file-role'
import { anotherImportMessage } from '@/lib/wording/data'
import { counted, wholeNumber } from '@/lib/wording/number'
import { FileButtons } from './choose-files'
import { DataCard, ExplainedActions, FormatList } from './data-card'
import { classFormats, imageFormats, labelFormats } from './data-formats'
import { type DownloadFile, DownloadMenu } from './download-menu'
import { FetchHosts } from './fetch-hosts'
import { ModelsCard, type ModelToRun } from './models-card'
import type { ImportFlow } from './use-import'
import { VotesSection } from './votes-section'

interface DataSectionsProps {
  data: ProjectData
  flow: ImportFlow
  jobs: JobSummary[]
  isImporting: boolean
  modelToRun: ModelToRun
  /** Why no model can be run now, or null. */
  runObstacle: string | null
}

const all = (part: number, whole: number) => (part === whole ? 'all' : part === 0 ? 'none' : wholeNumber(part))

function imageState({ count, stored, credited }: ProjectData['images']): string {
  if (count === 0) return 'No images yet. Begin with them: all other data refer to images.'
  const pictures = stored < count ? ` ${all(stored, count)} with an image file;` : ''
  return `${counted(count, 'image')};${pictures} ${all(credited, count)} with an author.`
}

function classState({ labelable, inner, used }: ProjectData['classes']): string {
  if (labelable === 0) return 'No classes yet. Original labels and predictions refer to them.'
  const hierarchy = inner > 0 ? ` and ${wholeNumber(inner)} parent classes in the hierarchy` : ', without a hierarchy'
  const labels = used > 0 ? ` ${wholeNumber(used)} are used as original labels.` : ''
  return `${counted(labelable, 'class', 'classes')}${hierarchy}.${labels}`
}

function labelState({ count, labelled }: ProjectData['images']): string {
  if (labelled === 0) return 'No original labels yet. They are what you reassess, so import them before raters start.'
  if (labelled === count) return `All ${counted(count, 'image')} have one.`
  return `${wholeNumber(labelled)} of ${counted(count, 'image')} have one.`
}

export function DataSections({ data, flow, jobs, isImporting, modelToRun, runObstacle }: DataSectionsProps) {
  const { slug, images, classes } = data
  const choose = (what: string, role: FileRole, accept?: string) => (
    <FileButtons
      what={what}
      {...(accept && { accept, withFolder: false })}
      onChoose={(files) => void flow.choose(files, role)}
      disabled={isBusy}
    />
  )
  const offersImagenet = classes.labelable === 0
  const isBusy = flow.phase.name !== 'idle' && flow.phase.name !== 'ready'
  return (
    <div className="mt-8">
      <DataCard
        id="images"
        title="Images"
        state={imageState(images)}
        actions={
          <>
            {images.count > 0 && (
              <>
                <LinkButton href={`/projects/${slug}/images`}>Browse</LinkButton>
                <DownloadMenu slug={slug} of="images" files={imageFiles} />
              </>
            )}
            {choose('images', 'picture')}
          </>
        }
      >
        <FormatList title="Accepted: folder, zip, manifest" formats={imageFormats} />
        <S3Import slug={slug} isImporting={isImporting} />
      </DataCard>
      <DataCard
        id="classes"
        title="Classes"
        state={classState(classes)}
        actions={
          <ExplainedActions id="classes-obstacle" reason={offersImagenet && isImporting && anotherImportMessage}>
            {classes.labelable > 0 && <DownloadMenu slug={slug} of="classes" files={classFiles} />}
            {offersImagenet && (
              <StartJobButton
                slug={slug}
                kind="import-classes"
                input={{ source: { from: 'imagenet-1k' } }}
                isDisabled={isImporting}
                aria-describedby={isImporting ? 'classes-obstacle' : undefined}
              >
                Add ImageNet-1k classes
              </StartJobButton>
            )}
            {choose('classes', 'classes', '.csv,.tsv,.json,.xml')}
          </ExplainedActions>
        }
      >
        <FormatList title="Accepted: CSV, JSON, COCO, CVAT" formats={classFormats} />
      </DataCard>
      <DataCard
        id="labels"
        title="Original labels"
        state={labelState(images)}
        actions={
          <>
            {images.labelled > 0 && <DownloadMenu slug={slug} of="original labels" files={labelFiles} />}
            {choose('original labels', 'labels', '.csv,.tsv,.json,.jsonl,.ndjson')}
          </>
        }
      >
        <FormatList title="Accepted: CSV, JSON Lines, JSON list, one folder per class" formats={labelFormats} />
      </DataCard>
      <ModelsCard
        {...{ data, modelToRun, runObstacle }}
        choose={choose('predictions', 'predictions', '.csv,.tsv,.json,.jsonl,.ndjson,.npz,.npy,.txt,.onnx')}
      />
      <VotesSection slug={slug} jobs={jobs} isImporting={isImporting} />
      <FetchHosts slug={slug} hosts={data.fetchHosts} />
    </div>
  )
}

const imageFiles: DownloadFile[] = [
  ['CSV', 'Manifest with labels and credits', 'images-csv'],
  ['JSON Lines', 'The same, one object per line', 'images-jsonl'],
  ['Zip', 'Images and manifest', 'images-zip'],
]
const classFiles: DownloadFile[] = [
  ['CSV', 'One class per line', 'class-list-csv'],
  ['JSON', 'A list of objects', 'class-list-json'],
]
const labelFiles: DownloadFile[] = [
  ['CSV', 'Columns file and label', 'original-labels-csv'],
  ['JSON Lines', 'One object per line', 'original-labels-jsonl'],
]
/** Imports pictures from S3, read by the server itself. */
function S3Import({ slug, isImporting }: { slug: string; isImporting: boolean }) {
  const start = useStartJob(slug, 'import-images', () => window.scrollTo({ top: 0 }))
  const form = useForm((values) =>
    start.mutateAsync({
      source: { from: 's3', bucket: values.get('source.bucket'), prefix: values.get('source.prefix') },
    }),
  )

  return (
    <details className="mt-4">
      <summary className="w-fit rounded-control text-second hover:text-text">Import from an S3 bucket</summary>
      <Form form={form} className="mt-3 grid max-w-[720px] items-start gap-4 desk:grid-cols-[1fr_1fr_auto]">
        <Field label="Bucket" name="source.bucket" required minLength={3} maxLength={63} />
        <Field
          label="Prefix"
          name="source.prefix"
          maxLength={900}
          placeholder="validation/"
          hint="All images whose key starts with this prefix."
        />
        <Button
          type="submit"
          disabled={form.isBusy || isImporting}
          aria-describedby={isImporting ? 's3-obstacle' : undefined}
          className="desk:mt-[26px]"
        >
          Import from S3
        </Button>
      </Form>
      {isImporting && (
        <p id="s3-obstacle" className="mt-1.5 text-second text-small">
          {anotherImportMessage}
        </p>
      )}
      <ErrorNotice className="mt-3 max-w-[720px]">{form.problem.message}</ErrorNotice>
    </details>
  )
}
