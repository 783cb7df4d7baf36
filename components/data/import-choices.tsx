'use client'

import { Checkbox, Options, Radio } from '@/components/ui/field'
import { type FileRole, type FileTraits, fileRoles, isFromOtherTool } from '@/lib/domain/data/file-role'
import { canMakeLabelClasses, folderClasses, labelSource, type PlannedImport } from '@/lib/domain/data/folder-plan'
import {
  type ChosenFile,
  commonPath,
  filesOfOneType,
  type ImportChoices,
  type KnownData,
  modelNameOf,
} from '@/lib/domain/data/folder-proposal'
import { byteSizeText } from '@/lib/wording/byte-size'
import { fileRoleWord } from '@/lib/wording/data'
import { counted, wholeNumber } from '@/lib/wording/number'
import { namesText } from '@/lib/wording/plan'
import type { ImportFlow } from './use-import'

interface ChoiceProps {
  flow: ImportFlow
  files: readonly ChosenFile[]
  choices: ImportChoices
}

interface ClassChoicesProps extends ChoiceProps {
  known: KnownData
  plan: PlannedImport
}

type ClassSource = Exclude<NonNullable<PlannedImport['classes']>['from'], 'file'> | null

function labelWords(source: NonNullable<ReturnType<typeof labelSource>>): string {
  return source.from === 'file' ? `From ${source.file.path}.` : 'Each image’s label is its folder name.'
}

/** Chooses where classes come from if no file has them, and whether original labels are imported. */
export function ClassChoices({ flow, files, choices, known, plan }: ClassChoicesProps) {
  const folders = folderClasses(files, choices.roles, known)
  const source = labelSource(files, choices.roles)
  const offersImagenet = known.classCount === 0 && plan.classes?.from !== 'file'
  if (!source && !offersImagenet) return null
  const option = (from: ClassSource) => ({
    name: 'class-source',
    checked: (plan.classes?.from ?? null) === from,
    onChange: () =>
      flow.change({
        takesFolderClasses: from === 'folders',
        takesLabelClasses: from === 'labels',
        takesImagenet: from === 'imagenet-1k',
        ...((from === 'folders' || from === 'labels') && { takesLabels: true }),
      }),
  })
  return (
    <div className="grid gap-4 desk:grid-cols-2">
      {offersImagenet && (
        <fieldset className="flex flex-col gap-2">
          <legend className="mb-2 font-medium text-[13px]">Classes, which the project does not have yet</legend>
          {folders.length > 0 && (
            <Radio
              {...option('folders')}
              label={`Create ${counted(folders.length, 'class', 'classes')} from folder names`}
              hint={namesText(folders)}
            />
          )}
          {canMakeLabelClasses(files, choices.roles, known) && (
            <Radio {...option('labels')} label="Create a class for each label" hint="Named as in the file of labels." />
          )}
          <Radio
            {...option('imagenet-1k')}
            label="Import the ImageNet-1k classes first"
            hint="1,000 classes with names, descriptions and hierarchy from WordNet."
          />
          <Radio {...option(null)} label="Add no classes now" hint="Original labels and predictions need classes." />
        </fieldset>
      )}
      {source && (
        <Checkbox
          label="Original labels"
          hint={labelWords(source)}
          checked={choices.takesLabels}
          onChange={(event) => flow.change({ takesLabels: event.target.checked })}
        />
      )}
    </div>
  )
}

const shown = 200
const offered = fileRoles.filter((role) => role !== 'picture')

function fileNote(path: string, traits: FileTraits, role: FileRole | null | undefined) {
  const isElsewhere = isFromOtherTool(path, traits)
  if (isElsewhere && (!role || role === 'classes'))
    return `: ${role ? 'for its labels, ' : ''}choose it again under “Votes and labels from elsewhere” when images and classes are imported`
  if (role) return null
  const { fields } = traits
  if (traits.role !== null || !fields) return null
  if (fields.length === 0) return ', empty'
  const by = fields[0]!.startsWith('<') ? '' : ' by its columns'
  return `, not recognized${by}: ${fields.slice(0, 8).join(', ')}`
}

/** Recognized roles of the files that are not pictures, by type of file. The user can change them. */
export function FileRoles({ flow, files, choices }: ChoiceProps) {
  const ignored = files.filter(({ path }) => !choices.roles[path]).length
  const changeRole = (changed: readonly ChosenFile[], role: FileRole | null) =>
    flow.change({
      roles: { ...choices.roles, ...Object.fromEntries(changed.map(({ path }) => [path, role])) },
      // Choosing the role `labels` implies importing them.
      ...(role === 'labels' && { takesLabels: true }),
    })
  const groups = filesOfOneType(files)
  const isUnclear = ignored === files.length || files.some(({ path, traits }) => isFromOtherTool(path, traits))
  return (
    <details open={isUnclear || undefined}>
      <summary className="w-fit rounded-control text-second hover:text-text">
        {counted(files.length - ignored, 'file')} with data
        {ignored > 0 && `, ${wholeNumber(ignored)} ignored`}
      </summary>
      <ul className="mt-2 flex max-h-80 flex-col gap-1.5 overflow-auto">
        {groups.slice(0, shown).map((group) => {
          const { path, traits } = group[0]!
          const role = choices.roles[path] ?? null
          const name = group.length > 1 ? commonPath(group[0]!) : path
          const bytes = byteSizeText(group.reduce((sum, { byteSize }) => sum + byteSize, 0))
          return (
            <li key={path} className="grid items-center gap-x-3 gap-y-1 desk:grid-cols-[minmax(0,22rem)_minmax(0,1fr)]">
              <select
                aria-label={`Type of ${name}`}
                value={role ?? ''}
                className="h-8 w-full rounded-control border border-edge bg-card px-2 text-[13px]"
                onChange={(event) => changeRole(group, (event.target.value || null) as FileRole | null)}
              >
                <option value="">Ignored</option>
                <Options of={offered.map((one) => [one, fileRoleWord[one]])} />
              </select>
              <span className="min-w-0 truncate text-second text-small">
                {group.length > 1
                  ? `${name}: ${counted(group.length, 'file')}, ${bytes}, not recognized`
                  : `${name}, ${bytes}${fileNote(path, traits, role) ?? ''}`}
              </span>
            </li>
          )
        })}
      </ul>
      {groups.length > shown && <p className="mt-2 text-second text-small">Only the first {shown} are shown.</p>}
    </details>
  )
}

/** What to do with predictions of a model that the project has. */
export const knownModelModes = [
  ['replace', 'Replace its predictions'],
  ['add', 'Add only missing images'],
] as const

/** One row per model: its file, its name, and whether to replace the predictions of a model of the same name. */
export function ModelNames({ flow, files, choices, known }: ChoiceProps & { known: KnownData }) {
  const models = files.filter(({ path }) => choices.roles[path] === 'predictions')
  return (
    <fieldset>
      <legend className="mb-2 font-medium text-[13px]">Models, named after their files</legend>
      <ul className="flex flex-col gap-2">
        {models.map(({ path, byteSize }) => {
          const name = choices.modelNames[path] ?? modelNameOf(path)
          const taken = known.models.find((one) => one.name === name.trim())
          const mode = choices.modes[path] ?? null
          return (
            <li key={path} className="grid items-center gap-x-3 gap-y-1 desk:grid-cols-[minmax(0,22rem)_minmax(0,1fr)]">
              <input
                aria-label={`Name of the model in ${path}`}
                value={name}
                maxLength={200}
                className="h-9 w-full rounded-control border border-edge bg-card px-2.5 text-text"
                // The predictions of another model are not replaced without a new choice.
                onChange={(event) =>
                  flow.change({
                    modelNames: { ...choices.modelNames, [path]: event.target.value },
                    modes: { ...choices.modes, [path]: null },
                  })
                }
              />
              <div className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1">
                {taken?.isScoredOnly === false && (
                  <select
                    aria-label={`If the model ${name} already exists`}
                    value={mode ?? ''}
                    className="h-9 rounded-control border border-edge bg-card px-2 text-[13px]"
                    onChange={(event) =>
                      flow.change({ modes: { ...choices.modes, [path]: event.target.value as 'replace' | 'add' } })
                    }
                  >
                    {mode === null && <option value="">Choose…</option>}
                    <Options of={knownModelModes} />
                  </select>
                )}
                <span className="min-w-0 truncate text-second text-small">
                  {path}, {byteSizeText(byteSize)}
                </span>
              </div>
            </li>
          )
        })}
      </ul>
    </fieldset>
  )
}
