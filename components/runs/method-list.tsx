import { useId } from 'react'
import { Chip } from '@/components/ui/chip'
import type { MethodOption } from '@/lib/contracts/runs/run'

interface MethodListProps {
  methods: MethodOption[]
  chosen: string
  onChoose: (name: string) => void
}

export function MethodList({ methods, chosen, onChoose }: MethodListProps) {
  const id = useId()
  return (
    <fieldset className="min-w-0">
      <legend className="sr-only">Method</legend>
      <div className="divide-y divide-line overflow-hidden rounded-card border bg-card">
        {methods.map((method) => (
          <label
            key={method.name}
            className="flex cursor-pointer items-start gap-3 px-4 py-3 has-checked:bg-accent-soft has-focus-visible:outline-2 has-focus-visible:outline-accent has-focus-visible:-outline-offset-2"
          >
            <input
              type="radio"
              name="method"
              value={method.name}
              checked={method.name === chosen}
              onChange={() => onChoose(method.name)}
              aria-labelledby={`${id}-${method.name}`}
              aria-describedby={`${id}-${method.name}-text`}
              className="mt-0.5 size-4 shrink-0 outline-none"
            />
            <span className="min-w-0">
              <span className="flex flex-wrap items-center gap-x-2 font-semibold">
                <span id={`${id}-${method.name}`}>{method.title}</span>
                {method.isDefault && <Chip>Default</Chip>}
              </span>
              <span id={`${id}-${method.name}-text`} className="block">
                <span className="mt-0.5 block max-w-[76ch] text-pretty text-[13px]">{method.description}</span>
                <span className="block text-second text-small">{method.source}</span>
                {method.obstacle && <span className="mt-1 block text-maybe text-small">{method.obstacle}</span>}
              </span>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
