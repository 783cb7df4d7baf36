import { useQuery } from '@tanstack/react-query'
import { Search } from 'lucide-react'
import { type KeyboardEvent, useDeferredValue, useEffect, useId, useState } from 'react'
import { Dialog } from '@/components/ui/dialog'
import { Notice } from '@/components/ui/notice'
import { goldenClassesQuery, goldenClassQuery } from '@/lib/client/golden/golden'
import type { GoldenClass } from '@/lib/contracts/golden/golden'
import { ClassRow } from './class-row'

interface ClassFinderProps {
  slug: string
  isOpen: boolean
  onClose: () => void
  /** Classes that are asked about already. */
  askedIds: ReadonlySet<number>
  /** The current class: where walking the hierarchy begins. */
  near: { classId: number; name: string } | null
  isBusy: boolean
  error: string | null
  onAdd: (found: GoldenClass) => void
}

export function ClassFinder({ isOpen, onClose, ...finder }: ClassFinderProps) {
  return (
    <Dialog
      isOpen={isOpen}
      onClose={onClose}
      title="Add a class"
      description="Is something in the image that is not listed? All experts will be asked about it."
    >
      <Finder {...finder} />
    </Dialog>
  )
}

/** A list shows the result of a search, or a node of the hierarchy with its parents and children. */
interface ClassGroup {
  heading: string
  classes: GoldenClass[]
}

/** A component of its own, so that every opening begins afresh. */
function Finder({ slug, askedIds, near, isBusy, error, onAdd }: Omit<ClassFinderProps, 'isOpen' | 'onClose'>) {
  const listId = useId()
  const [text, setText] = useState('')
  const [nodeId, setNodeId] = useState<number | null>(null)
  const [active, setActive] = useState(0)
  const query = useDeferredValue(text.trim())
  const search = useQuery({ ...goldenClassesQuery(slug, query), enabled: nodeId === null })
  const node = useQuery({ ...goldenClassQuery(slug, nodeId ?? 0), enabled: nodeId !== null })
  const allGroups: ClassGroup[] =
    nodeId === null
      ? [{ heading: query === '' ? 'Top of the hierarchy' : 'Results', classes: search.data?.classes ?? [] }]
      : node.data
        ? [
            { heading: 'Parents', classes: node.data.parents },
            { heading: 'Selected', classes: [node.data.node] },
            { heading: 'Children', classes: node.data.children },
          ]
        : []
  const groups = allGroups.filter(({ classes }) => classes.length > 0)
  const all = groups.flatMap(({ classes }) => classes)
  const failure = (nodeId === null ? search.error : node.error)?.message ?? error
  const isLoading = nodeId === null ? search.isPending : node.isPending

  const activeRow = `${listId}-${active}`
  useEffect(() => document.getElementById(activeRow)?.scrollIntoView({ block: 'nearest' }), [activeRow])

  function walk(classId: number | null) {
    setNodeId(classId)
    setActive(0)
  }
  function take(found: GoldenClass | undefined) {
    if (!found || isBusy) return
    if (found.isLabelable && !askedIds.has(found.classId)) onAdd(found)
    else if (found.classId !== nodeId) walk(found.classId)
  }
  function onKey(event: KeyboardEvent<HTMLInputElement>) {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step !== 0) setActive((now) => Math.max(0, Math.min(all.length - 1, now + step)))
    else if (event.key === 'Enter') take(all[active])
    else if (event.key === 'ArrowRight' && text === '' && all[active]) walk(all[active].classId)
    else return
    event.preventDefault()
  }

  let index = -1
  return (
    <div className="flex flex-col gap-3 pt-1">
      <div className="relative">
        <Search aria-hidden size={16} className="absolute top-2.5 left-2.5 text-second" />
        <input
          role="combobox"
          aria-label="Search by name, synonym or branch"
          aria-expanded={all.length > 0}
          aria-controls={listId}
          aria-autocomplete="list"
          aria-activedescendant={all.length > 0 ? activeRow : undefined}
          placeholder="Search by name, synonym or branch"
          autoComplete="off"
          maxLength={100}
          value={text}
          onChange={(event) => {
            setText(event.currentTarget.value)
            walk(null)
          }}
          onKeyDown={onKey}
          className="h-9 w-full rounded-control border border-edge bg-card pr-2.5 pl-8 placeholder:text-second"
        />
      </div>
      {near && nodeId !== near.classId && (
        <button
          type="button"
          onClick={() => walk(near.classId)}
          className="self-start rounded-[4px] text-left text-accent text-small hover:underline"
        >
          Browse near “{near.name}” in the hierarchy
        </button>
      )}
      {failure && <Notice tone="error">{failure}</Notice>}
      <div
        id={listId}
        role="listbox"
        aria-label="Classes"
        aria-busy={isLoading}
        className="h-[min(44dvh,380px)] overflow-y-auto"
      >
        {groups.map(({ heading, classes }) => (
          // biome-ignore lint/a11y/useSemanticElements: a group of options within a list box
          <div key={heading} role="group" aria-label={heading} className="pb-2">
            <p aria-hidden className="px-2 pb-1 font-medium text-second text-small">
              {heading}
            </p>
            {classes.map((found) => {
              index += 1
              const row = index
              return (
                <ClassRow
                  key={found.classId}
                  id={`${listId}-${row}`}
                  found={found}
                  isActive={row === active}
                  isAsked={askedIds.has(found.classId)}
                  isHere={found.classId === nodeId}
                  onPoint={() => setActive(row)}
                  onTake={() => take(found)}
                  onWalk={() => walk(found.classId)}
                />
              )
            })}
          </div>
        ))}
        {!isLoading && all.length === 0 && <p className="px-2 text-second">No matching classes. Try a broader term.</p>}
      </div>
      <p className="text-second text-small max-desk:hidden">
        ↑ ↓ to select, Enter to add, → with an empty search to browse the hierarchy.
      </p>
    </div>
  )
}
