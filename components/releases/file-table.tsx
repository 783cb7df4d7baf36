import { Download } from '@/components/ui/generated/icons'
import { columnCell, columnHead, HeadCell, Table, TableCell, TableHead, TableRow } from '@/components/ui/table'
import { releaseFileAddress } from '@/lib/client/releases'
import type { ReleaseFileEntry } from '@/lib/contracts/releases/release-file'
import { fileGroupKeys, fileGroups } from '@/lib/domain/releases/file-groups'
import { byteSizeText } from '@/lib/wording/byte-size'
import { CopyChecksum } from './copy-checksum'

interface FileTableProps {
  slug: string
  version: string
  files: readonly ReleaseFileEntry[]
}

export function FileTable({ slug, version, files }: FileTableProps) {
  return (
    <Table label="Files of the release">
      <TableHead>
        <tr>
          <HeadCell {...columnHead(0)}>File</HeadCell>
          <HeadCell {...columnHead(1)} isNumber>
            Size
          </HeadCell>
          <HeadCell {...columnHead(2)}>SHA-256</HeadCell>
        </tr>
      </TableHead>
      {fileGroupKeys.map((group) => (
        <tbody key={group}>
          <tr>
            <th
              scope="rowgroup"
              colSpan={3}
              className="border-line border-b bg-page px-3 pt-3 pb-1.5 text-left font-semibold text-small"
            >
              {fileGroups[group]}
            </th>
          </tr>
          {files
            .filter((file) => file.group === group)
            .map((file) => (
              <FileRow key={file.format} file={file} address={releaseFileAddress(slug, version, file.fileName)} />
            ))}
        </tbody>
      ))}
    </Table>
  )
}

function FileRow({ file, address }: { file: ReleaseFileEntry; address: string }) {
  const { fileName, title, about, made } = file
  return (
    <TableRow>
      <TableCell {...columnCell(0, 'File')} className="w-full min-w-52 py-2">
        <a
          href={address}
          download
          title={made ? fileName : `${fileName}: generated first, which can take a few seconds.`}
          className="inline-flex items-baseline gap-1.5 font-medium text-accent underline-offset-2 hover:underline"
        >
          <Download aria-hidden size={14} className="shrink-0 self-center" />
          {title}
        </a>
        <p className="mt-0.5 text-second">{about}</p>
      </TableCell>
      <TableCell {...columnCell(1, 'Size')} isNumber className="min-w-24 whitespace-nowrap">
        {made ? byteSizeText(made.byteSize) : <span className="text-second">not generated yet</span>}
      </TableCell>
      <TableCell {...columnCell(2, 'SHA-256')} className="min-w-44 whitespace-nowrap">
        {made ? <CopyChecksum sha256={made.sha256} fileName={fileName} /> : <span className="text-second">–</span>}
      </TableCell>
    </TableRow>
  )
}
