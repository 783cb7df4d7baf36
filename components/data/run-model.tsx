'use client'

import { useEffect, useState } from 'react'
import { Checkbox, Field, Select } from '@/components/ui/field'
import { type LocalFile, modelProblem } from '@/lib/client/data/chosen-files'
import type { KnownModel } from '@/lib/domain/data/folder-proposal'
import { isOnnx, isZip, onnxProblem } from '@/lib/domain/data/onnx-files'
import { knownModelModes } from './import-choices'
import { ImportDialog, stemOf } from './import-dialog'

/** Proposes the name of the model's folder, or of its file if that is not in one. */
function nameOf(files: readonly LocalFile[]): string {
  const model = files.find(({ path }) => isOnnx(path)) ?? files[0]!
  const folders = model.path.split('/').slice(0, -1)
  return folders.find((folder) => folder !== 'onnx') ?? stemOf(model)
}

const problemOf = (files: readonly LocalFile[]) => onnxProblem(files.map(({ path }) => path))

/** Whether files without a model are those that it lacks, rather than another choice. */
const adds = (chosen: readonly LocalFile[], before: readonly LocalFile[]) =>
  chosen.length > 0 &&
  before.some(({ path }) => isOnnx(path)) &&
  problemOf(before) !== null &&
  !chosen.some(({ path }) => isOnnx(path) || isZip(path))

/** Why the files cannot be run as a model, or null. Undefined until they have been read. */
function useModelProblem(files: readonly LocalFile[]): string | null | undefined {
  const [read, setRead] = useState<{ files: readonly LocalFile[]; problem: string | null }>()
  useEffect(() => {
    let isOld = false
    modelProblem(files)
      // The upload reports unreadable files.
      .catch(() => null)
      .then((problem) => !isOld && setRead({ files, problem }))
    return () => {
      isOld = true
    }
  }, [files])
  if (files.length === 0) return null
  return read?.files === files ? read.problem : undefined
}

/** Names are compared exactly, as for files of predictions. */
function nameHint(name: string, models: readonly KnownModel[]): string | undefined {
  const similar = models.find((one) => one.name.toLowerCase() === name.toLowerCase())
  if (similar === undefined || models.some((one) => one.name === name)) return undefined
  return `“${similar.name}” is another model. To replace its predictions or add to them, enter that name exactly.`
}

const purposeHint = (known: KnownModel | undefined) => {
  if (!known) return 'It proposes no labels and is not used as evidence.'
  return known.isScoredOnly
    ? `“${known.name}” is only scored. For a model that proposes labels, enter another name.`
    : `“${known.name}” proposes labels and is scored as well. For a model that is only scored, enter another name.`
}

interface RunModelProps {
  slug: string
  /** The models that the project has. */
  models: readonly KnownModel[]
  /** Whether the model is only to be scored unless the user decides otherwise. */
  isForScoring?: boolean
  /** The id of the text that says why no model can be run now. */
  obstacleId?: string | undefined
  /** Files that were chosen elsewhere on the page; with them the dialog is open at first. */
  given?: LocalFile[]
}

/** Runs a classifier in ONNX format on the images, on the server. */
export function RunModel({ slug, models, isForScoring = false, obstacleId, given = [] }: RunModelProps) {
  const [files, setFiles] = useState(given)
  const [name, setName] = useState(given.length > 0 ? nameOf(given) : '')
  const [knownMode, setKnownMode] = useState<'replace' | 'add' | null>(null)
  const [isScoredOnly, setScoredOnly] = useState(isForScoring)
  const known = models.find((one) => one.name === name.trim())
  const mode = known ? knownMode : 'new'
  const problem = useModelProblem(files)
  const isReady = files.length > 0 && problem === null && name.trim() !== '' && mode !== null
  // The predictions of another model are not replaced without a new choice.
  const rename = (changed: string) => {
    setName(changed)
    setKnownMode(null)
  }
  return (
    <ImportDialog
      slug={slug}
      kind="import-onnx-model"
      button={{ children: 'Run a model', disabled: obstacleId !== undefined, 'aria-describedby': obstacleId }}
      title="Run a model on the images"
      description="A classifier in ONNX format predicts the classes of every image. It runs on this server, without a graphics card; you can leave this page."
      isWide
      confirm="Run"
      files={files}
      onFiles={(chosen) => {
        const all = adds(chosen, files) ? [...files, ...chosen] : chosen
        setFiles(all)
        rename(all.length > 0 ? nameOf(all) : '')
      }}
      obstacle={problem ?? null}
      // The progress is at the top of the page.
      onStarted={() => window.scrollTo({ top: 0 })}
      isOpenAtFirst={given.length > 0}
      input={isReady ? { model: name.trim(), mode, isScoredOnly: known?.isScoredOnly ?? isScoredOnly } : null}
      invitation="Drop the folder of a model here"
      hint="A folder as on Hugging Face: onnx/model.onnx, preprocessor_config.json and config.json; or model.onnx and preprocessor.json. A zip of them also works."
      picker={{ what: 'the model' }}
    >
      <Field
        label="Model name"
        value={name}
        maxLength={200}
        hint={nameHint(name.trim(), models)}
        disabled={files.length === 0}
        onChange={(event) => rename(event.currentTarget.value)}
      />
      {known && (
        <Select
          label="A model with this name exists"
          value={knownMode ?? ''}
          options={knownModelModes}
          onChange={(event) => setKnownMode(event.currentTarget.value as typeof knownMode)}
        >
          {knownMode === null && <option value="">Choose…</option>}
        </Select>
      )}
      <Checkbox
        label="Only score it"
        hint={purposeHint(known)}
        // The predictions of a model have one purpose, so it keeps the one that it has.
        checked={known?.isScoredOnly ?? isScoredOnly}
        disabled={known !== undefined}
        onChange={(event) => setScoredOnly(event.currentTarget.checked)}
      />
    </ImportDialog>
  )
}
