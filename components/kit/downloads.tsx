import { Button } from '@/components/ui/button'
import { Download } from '@/components/ui/generated/icons'
import { Menu, MenuGroup, MenuItem } from '@/components/ui/menu'
import { fileGroupKeys, fileGroups, type OfferedFile } from '@/lib/domain/releases/file-groups'

interface DownloadsProps {
  files: readonly OfferedFile[]
  slug: string
  runId: number | null
  /** False if the run fails checks and nobody has confirmed it; then only files that need no run are offered. */
  isUsable?: boolean
}

/** All files of a run. Plain links, so that the browser shows their progress. */
export function Downloads({ files, slug, runId, isUsable = true }: DownloadsProps) {
  const groups = fileGroupKeys.filter((group) => files.some((file) => file.group === group))
  const hasRun = runId !== null && isUsable
  return (
    <Menu
      trigger={
        <Button>
          <Download aria-hidden size={16} />
          Download
        </Button>
      }
    >
      {runId !== null && !isUsable && (
        <p className="max-w-72 px-2 py-1.5 text-second text-small">
          Run {runId} fails a check. Confirm it on its page to download its labels and scores.
        </p>
      )}
      {groups.map((group) => (
        <MenuGroup key={group} title={fileGroups[group]}>
          {files
            .filter((file) => file.group === group && (hasRun || !file.needsRun))
            .map(({ format, title, suffix, needsRun }) => (
              <MenuItem key={format} asChild>
                <a
                  href={`/api/projects/${slug}/exports/${format}${needsRun ? `?run=${runId}` : ''}`}
                  download
                  className="items-baseline! justify-between gap-6 py-1.5 touch:py-3"
                >
                  <span className="font-medium">{title}</span>
                  <span className="text-second text-small">{suffix}</span>
                </a>
              </MenuItem>
            ))}
        </MenuGroup>
      ))}
    </Menu>
  )
}
