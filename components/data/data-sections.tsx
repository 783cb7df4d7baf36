import type { ReactNode } from 'react'
import { type Column, DataTable, nameColumn, numberColumn } from '@/components/kit/data-table'
import { ErrorNotice, Form, useForm } from '@/components/kit/form'
import { StartJobButton, useStartJob } from '@/components/kit/jobs'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Download } from '@/components/ui/generated/icons'
import { LinkButton } from '@/components/ui/link'
import { Menu, MenuItem } from '@/components/ui/menu'
import type { DataModel, ProjectData } from '@/lib/contracts/data/project-data'
import type { JobSummary } from '@/lib/contracts/jobs'
import type { FileRole } from '@/lib/domain/data/file-role'
import { counted, wholeNumber } from '@/lib/wording/number'
import { percent } from '@/lib/wording/share'
import { FileButtons } from './choose-files'
import { DataCard, FormatList } from './data-card'
import { classFormats, imageFormats, labelFormats, predictionFormats } from './data-formats'
import { DeleteModelButton } from './delete-model-button'
import { FetchHosts } from './fetch-hosts'
import { RunModel } from './run-model'
import type { ImportFlow } from './use-import'
import { VotesSection } from './votes-section'

interface DataSectionsProps {
  data: ProjectData
  flow: ImportFlow
  jobs: JobSummary[]
  isImporting: boolean
}

const all = (part: number, whole: number) => (part === whole ? 'all' : part === 0 ? 'none' : `${wholeNumber(part)}`)

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

export function DataSections({ data, flow, jobs, isImporting }: DataSectionsProps) {
  const { slug, images, classes } = data
  const choose = (what: string, role: FileRole, accept?: string) => (
    <FileButtons
      what={what}
      {...(accept && { accept, withFolder: false })}
      onChoose={(files) => void flow.choose(files, role)}
      disabled={isBusy}
    />
  )
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
          <>
            {classes.labelable > 0 && <DownloadMenu slug={slug} of="classes" files={classFiles} />}
            {classes.labelable === 0 && (
              <StartJobButton
                slug={slug}
                kind="import-classes"
                input={{ source: { from: 'imagenet-1k' } }}
                isDisabled={isImporting}
              >
                Add ImageNet-1k classes
              </StartJobButton>
            )}
            {choose('classes', 'classes', '.csv,.tsv,.json,.xml')}
          </>
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
        data={data}
        isImporting={isImporting}
        choose={choose('predictions', 'predictions', '.csv,.tsv,.json,.jsonl,.ndjson,.npz,.npy,.txt')}
      />
      <VotesSection slug={slug} jobs={jobs} isImporting={isImporting} />
      <FetchHosts slug={slug} hosts={data.fetchHosts} />
    </div>
  )
}

interface ModelsCardProps extends Pick<DataSectionsProps, 'data' | 'isImporting'> {
  choose: ReactNode
}

function ModelsCard({ data: { slug, images, classes, models }, isImporting, choose }: ModelsCardProps) {
  return (
    <DataCard
      id="models"
      title="Model predictions"
      state={
        models.length === 0
          ? 'No predictions yet. They propose the labels that raters are asked about. Import those of several models if you can, or run models here.'
          : `${counted(models.length, 'model')} with predictions.`
      }
      actions={
        <>
          <RunModel
            slug={slug}
            models={models.map(({ name }) => name)}
            isDisabled={isImporting || images.stored === 0 || classes.labelable === 0}
          />
          {choose}
        </>
      }
    >
      {models.length > 0 && (
        <div className="mt-4">
          <DataTable
            label="Models"
            columns={columnsOf(images.count)}
            rows={models}
            rowKey={({ id }) => id}
            actions={(model) => (
              <>
                <DownloadMenu
                  {...{ slug, of: `predictions of ${model.name}`, files: predictionFiles, model: model.name }}
                />
                <DeleteModelButton slug={slug} model={model} />
              </>
            )}
          />
        </div>
      )}
      <FormatList
        title="Accepted: JSON Lines, CSV, matrix, list of top-1 classes, ONNX model"
        formats={predictionFormats}
      />
    </DataCard>
  )
}

const kindWord = { probability: 'Probability', logit: 'Logit' } as const

const columnsOf = (imageCount: number): Column<DataModel>[] => [
  nameColumn('model', 'Model'),
  numberColumn('images', 'Images', ({ images }) => (
    <>
      {wholeNumber(images)}
      {images < imageCount && <span className="text-second"> of {wholeNumber(imageCount)}</span>}
    </>
  )),
  numberColumn('predictions', 'Predictions', ({ predictions }) => predictions),
  {
    key: 'kind',
    head: 'Scores',
    importance: 'low',
    cell: ({ scoreKind }) => (scoreKind ? kindWord[scoreKind] : 'Ranks only'),
  },
  numberColumn('agreeing', 'Top-1 equals original label', ({ agreeingImages, comparedImages }) =>
    comparedImages > 0 ? percent(agreeingImages / comparedImages) : null,
  ),
]

type DownloadFile = readonly [name: string, what: string, format: string]

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
const predictionFiles: DownloadFile[] = [
  ['JSON Lines', 'One image per line', 'predictions-jsonl'],
  ['CSV', 'One prediction per line', 'predictions-csv'],
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
        <Button type="submit" disabled={form.isBusy || isImporting} className="desk:mt-[26px]">
          Import from S3
        </Button>
      </Form>
      <ErrorNotice className="mt-3 max-w-[720px]">{form.problem.message}</ErrorNotice>
    </details>
  )
}

interface DownloadMenuProps {
  slug: string
  /** What is downloaded, such as "images". */
  of: string
  files: DownloadFile[]
  /** The model whose predictions are downloaded. */
  model?: string
}

/** Downloads of the same data in several formats. Plain links, so that the browser shows their progress. */
function DownloadMenu({ slug, of, files, model }: DownloadMenuProps) {
  const query = model === undefined ? '' : `?${new URLSearchParams({ model })}`
  return (
    <Menu
      trigger={
        <Button size={query ? 'small' : 'normal'} tone={query ? 'quiet' : 'plain'} aria-label={`Download ${of}`}>
          <Download aria-hidden size={16} />
          {!query && 'Download'}
        </Button>
      }
    >
      {files.map(([name, what, format]) => (
        <MenuItem key={format} asChild>
          <a
            href={`/api/projects/${slug}/exports/${format}${query}`}
            download
            className="h-auto! items-baseline! py-1.5"
          >
            <span className="w-20 font-medium">{name}</span>
            <span className="text-second text-small">{what}</span>
          </a>
        </MenuItem>
      ))}
    </Menu>
  )
}
