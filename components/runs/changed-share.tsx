import { FigureMark } from '@/components/kit/figure-mark'
import { changedShare } from '@/lib/domain/runs/changed-share'
import { percent } from '@/lib/wording/share'

export const ChangedShare = ({ run, changed, images }: { run: number; changed: number; images: number }) => (
  <>
    <FigureMark of={`share-of-images-changed-by-run-${run}`}>{percent(changedShare(changed, images))}</FigureMark> of
    all
  </>
)
