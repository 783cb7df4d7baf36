'use client'

import { clsx } from 'clsx'
import { useLocale, useTranslations } from 'next-intl'
import { CopyButton } from '@/components/kit/copy-button'
import { Download } from '@/components/ui/generated/icons'
import { numeric, Table } from '@/components/ui/table'
import type { ReleaseFileEntry } from '@/lib/contracts/releases/release-file'
import { fileGroupKeys } from '@/lib/domain/releases/file-groups'
import { byteSizeText } from '@/lib/wording/byte-size'

type FileLink = ReleaseFileEntry & { address: string }

/** Files of a release under their headings. Their titles and descriptions are in English. */
export function FileTable({ files }: { files: readonly FileLink[] }) {
  const t = useTranslations('release')
  const hasMade = files.some(({ made }) => made !== null)
  const heads = [t('file'), ...(hasMade ? [t('size'), 'SHA-256'] : [])]
  return (
    <Table label={t('filesLabel')} columns={heads.map((name) => ({ name }))}>
      <thead>
        <tr>
          {heads.map((head, column) => (
            <th
              key={head}
              scope="col"
              data-name={column === 0 ? '' : undefined}
              className={column === 1 ? numeric : undefined}
            >
              {head}
            </th>
          ))}
        </tr>
      </thead>
      {fileGroupKeys
        .filter((group) => files.some((file) => file.group === group))
        .map((group) => (
          <tbody key={group}>
            <tr>
              <th
                scope="rowgroup"
                colSpan={hasMade ? 3 : 1}
                className="w-full bg-page pt-3 pb-1.5 font-semibold text-small"
              >
                {t(`group_${group}`)}
              </th>
            </tr>
            {files
              .filter((file) => file.group === group)
              .map((file) => (
                <FileRow key={file.format} file={file} hasMade={hasMade} />
              ))}
          </tbody>
        ))}
    </Table>
  )
}

interface FileRowProps {
  file: FileLink
  /** Whether any file of the release is generated, so that there are sizes and checksums to show. */
  hasMade: boolean
}

function FileRow({ file: { fileName, title, about, made, address }, hasMade }: FileRowProps) {
  const t = useTranslations('release')
  const locale = useLocale()
  return (
    <tr>
      <th scope="row" data-name="" className="w-full min-w-52 py-2 font-normal" lang="en">
        <a
          href={address}
          download
          title={made ? fileName : t('generatedFirst', { name: fileName })}
          className="inline-flex items-baseline gap-1.5 touch:-my-3 touch:py-3 font-medium text-accent underline-offset-2 hover:underline"
        >
          <Download aria-hidden size={14} className="shrink-0 self-center" />
          {title}
        </a>
        <p className="mt-0.5 text-second">{about}</p>
      </th>
      {hasMade && (
        <>
          <td data-head={t('size')} className={clsx(numeric, 'min-w-24 whitespace-nowrap')}>
            {made ? byteSizeText(made.byteSize, locale) : <span className="text-second">{t('notGenerated')}</span>}
          </td>
          <td data-head="SHA-256" className="min-w-44 whitespace-nowrap">
            {made ? <CopyChecksum sha256={made.sha256} fileName={fileName} /> : <span className="text-second">–</span>}
          </td>
        </>
      )}
    </tr>
  )
}

function CopyChecksum({ sha256, fileName }: { sha256: string; fileName: string }) {
  const t = useTranslations('release')
  return (
    <span className="inline-flex items-center gap-1">
      <code title={sha256} className="text-small">
        {sha256.slice(0, 12)}…
      </code>
      <CopyButton text={sha256} size="small" tone="quiet" aria-label={t('copyChecksum', { name: fileName })} />
    </span>
  )
}
