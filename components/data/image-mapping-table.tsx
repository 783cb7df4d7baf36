'use client'

import { Checkbox } from '@/components/ui/checkbox'
import type { AnswerReport } from '@/lib/contracts/data/answers'
import { counted, wholeNumber } from '@/lib/wording/number'
import { MappingTable } from './mapping-table'
import type { VotesFlow } from './use-votes-import'

/** Image names in a file that the project does not have. They can be mapped to other names or skipped together. */
export function ImageMappingTable({ flow, report }: { flow: VotesFlow; report: AnswerReport }) {
  const { images, leavesOutUnknownImages } = flow.choices
  const { unknownImages, unknownImageCount } = report
  return (
    <div>
      <h4 className="font-medium text-[13px]">
        {counted(unknownImageCount, 'image is', 'images are')} not in this project under this name
      </h4>
      <MappingTable
        label="Images that are not known"
        frameClassName="mt-2 max-h-80"
        rows={unknownImages}
        meaning="File name in this project"
        nameClassName="max-w-28 break-words sm:max-w-72"
      >
        {({ name }) => (
          <input
            aria-label={`File name for ${name}`}
            value={Object.hasOwn(images, name) ? images[name] : ''}
            maxLength={1_000}
            autoComplete="off"
            className="h-8 w-36 rounded-control border sm:w-56 border-edge bg-card px-2 text-[13px]"
            onChange={(event) => flow.change({ images: { ...images, [name]: event.target.value } })}
          />
        )}
      </MappingTable>
      {unknownImages.length < unknownImageCount && (
        <p className="mt-2 text-second text-small">Only the first {wholeNumber(unknownImages.length)} are shown.</p>
      )}
      <div className="mt-3">
        <Checkbox
          label="Leave out images that this project does not have"
          checked={leavesOutUnknownImages}
          onChange={(event) => flow.change({ leavesOutUnknownImages: event.target.checked })}
        />
      </div>
    </div>
  )
}
