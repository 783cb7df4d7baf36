import { Download } from 'lucide-react'
import { Button } from '@/components/ui/button'
import { Menu, MenuItem } from '@/components/ui/menu'

const files = [
  { name: 'labels-by-file.json', path: 'labels-by-file', what: 'Labels by name of the image', needsRun: true },
  { name: 'real.json', path: 'real-json', what: 'Class indices in the order of images', needsRun: true },
  { name: 'decisions.csv', path: 'decisions-csv', what: 'What people decided, excluded images', needsRun: true },
  { name: 'scores.npz', path: 'scores-npz', what: 'A score for each candidate', needsRun: true },
  { name: 'votes.csv', path: 'votes-csv', what: 'All votes', needsRun: false },
]

interface DownloadsProps {
  slug: string
  runId: number | null
  /** False where the run fails checks and nobody has confirmed it: then there are only files that need no run. */
  isUsable?: boolean
}

/** The files of a run; plain links, so that the browser shows their progress. */
export function Downloads({ slug, runId, isUsable = true }: DownloadsProps) {
  return (
    <Menu
      trigger={
        <Button>
          <Download aria-hidden size={16} />
          Download
        </Button>
      }
    >
      {files
        .filter((file) => (runId !== null && isUsable) || !file.needsRun)
        .map((file) => (
          <MenuItem key={file.path} asChild>
            <a
              href={`/api/projects/${slug}/exports/${file.path}${file.needsRun ? `?run=${runId}` : ''}`}
              download
              className="h-auto! items-baseline! py-1.5"
            >
              <span className="w-36 font-medium">{file.name}</span>
              <span className="text-second text-small">{file.what}</span>
            </a>
          </MenuItem>
        ))}
      {runId !== null && !isUsable && (
        <p className="max-w-72 px-2 py-1.5 text-second text-small">
          Run {runId} fails a check. Confirm it on its page to download its labels and scores.
        </p>
      )}
    </Menu>
  )
}
