'use client'

import { type FileRole, fileRoles } from '@/lib/domain/data/file-role'
import type { ChosenFile, ImportChoices } from '@/lib/domain/data/folder-proposal'
import { byteSizeText } from '@/lib/wording/byte-size'
import { fileRoleWord } from '@/lib/wording/data'
import { counted } from '@/lib/wording/number'
import type { ImportFlow } from './use-import'

interface FileRolesProps {
  flow: ImportFlow
  files: ChosenFile[]
  choices: ImportChoices
}

const shown = 200
const offered = fileRoles.filter((role) => role !== 'picture')

/** What each file beside the pictures was recognised as; a person may know better. */
export function FileRoles({ flow, files, choices }: FileRolesProps) {
  const leftOut = files.filter(({ path }) => !choices.roles[path]).length
  const changeRole = (path: string, role: FileRole | null) =>
    flow.change({
      roles: { ...choices.roles, [path]: role },
      // Whoever says that a file has the labels wants them.
      ...(role === 'labels' && { takesLabels: true }),
    })
  const isUnclear = leftOut === files.length
  return (
    <details open={isUnclear || undefined}>
      <summary className="w-fit rounded-control text-second hover:text-text">
        {counted(files.length, 'file', 'files', 'en')} with data
        {leftOut > 0 && `, ${leftOut} ignored`}
      </summary>
      <ul className="mt-2 flex max-h-80 flex-col gap-1.5 overflow-auto">
        {files.slice(0, shown).map(({ path, byteSize, traits }) => (
          <li key={path} className="grid items-center gap-x-3 gap-y-1 desk:grid-cols-[minmax(0,22rem)_minmax(0,1fr)]">
            <select
              aria-label={`Type of ${path}`}
              value={choices.roles[path] ?? ''}
              className="h-8 w-full rounded-control border border-edge bg-card px-2 text-[13px]"
              onChange={(event) => changeRole(path, (event.target.value || null) as FileRole | null)}
            >
              <option value="">Ignored</option>
              {offered.map((role) => (
                <option key={role} value={role}>
                  {fileRoleWord[role]}
                </option>
              ))}
            </select>
            <span className="min-w-0 truncate text-second text-small">
              {path}, {byteSizeText(byteSize)}
              {!choices.roles[path] && traits.fields && traits.role === null && (
                <>, not recognized by its columns: {traits.fields.slice(0, 8).join(', ')}</>
              )}
            </span>
          </li>
        ))}
      </ul>
      {files.length > shown && <p className="mt-2 text-second text-small">Only the first {shown} are shown.</p>}
    </details>
  )
}
