'use client'

import { type ChosenFile, type ImportChoices, type KnownData, modelNameOf } from '@/lib/domain/data/folder-proposal'
import { byteSizeText } from '@/lib/wording/byte-size'
import type { ImportFlow } from './use-import'

interface ModelNamesProps {
  flow: ImportFlow
  files: ChosenFile[]
  choices: ImportChoices
  known: KnownData
}

const box = 'h-9 w-full rounded-control border border-edge bg-card px-2.5 text-text'

/** One line a model: its file, the name it gets, and what becomes of a model that has the name already. */
export function ModelNames({ flow, files, choices, known }: ModelNamesProps) {
  const models = files.filter(({ path }) => choices.roles[path] === 'predictions')
  return (
    <fieldset>
      <legend className="mb-2 font-medium text-[13px]">Models, named after their files</legend>
      <ul className="flex flex-col gap-2">
        {models.map(({ path, byteSize }) => {
          const name = choices.modelNames[path] ?? modelNameOf(path)
          const isTaken = known.models.includes(name.trim())
          return (
            <li key={path} className="grid items-center gap-x-3 gap-y-1 desk:grid-cols-[minmax(0,22rem)_minmax(0,1fr)]">
              <input
                aria-label={`Name of the model in ${path}`}
                value={name}
                maxLength={200}
                className={box}
                onChange={(event) => flow.change({ modelNames: { ...choices.modelNames, [path]: event.target.value } })}
              />
              <div className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1">
                {isTaken && (
                  <select
                    aria-label={`If the model ${name} already exists`}
                    value={choices.modes[path] ?? 'replace'}
                    className="h-9 rounded-control border border-edge bg-card px-2 text-[13px]"
                    onChange={(event) =>
                      flow.change({ modes: { ...choices.modes, [path]: event.target.value as 'replace' | 'add' } })
                    }
                  >
                    <option value="replace">Replace the existing model</option>
                    <option value="add">Add only missing images</option>
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
