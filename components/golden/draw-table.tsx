'use client'

import { useMutation } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { formError } from '@/components/kit/form-error'
import { Moment } from '@/components/kit/moment'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { HeadCell, Table, TableCell, TableHead, TableRow } from '@/components/ui/table'
import { undoGoldenDraw } from '@/lib/client/golden/golden'
import type { GoldenDraw } from '@/lib/contracts/golden/golden'
import { wholeNumber } from '@/lib/wording/number'

export function DrawTable({ slug, draws }: { slug: string; draws: GoldenDraw[] }) {
  const router = useRouter()
  const undoing = useMutation({
    mutationFn: (drawId: number) => undoGoldenDraw(slug, drawId),
    onSettled: () => router.refresh(),
  })
  return (
    <>
      {undoing.error && (
        <Notice tone="error" className="mb-3">
          {formError(undoing.error).message}
        </Notice>
      )}
      <Table label="Draws">
        <TableHead>
          <tr>
            <HeadCell>Draw</HeadCell>
            <HeadCell isNumber>Images</HeadCell>
            <HeadCell isNumber>Seed</HeadCell>
            <HeadCell>How</HeadCell>
            <HeadCell isNumber>Answered</HeadCell>
            <HeadCell>Made</HeadCell>
            <HeadCell>
              <span className="sr-only">Actions</span>
            </HeadCell>
          </tr>
        </TableHead>
        <tbody>
          {draws.map((draw) => (
            <TableRow key={draw.id}>
              <TableCell>{draw.id}</TableCell>
              <TableCell isNumber>{wholeNumber(draw.size, 'en')}</TableCell>
              <TableCell isNumber>{draw.seed}</TableCell>
              <TableCell className="whitespace-nowrap">
                {draw.isStratified ? 'By original label' : 'At random'}
              </TableCell>
              <TableCell isNumber>{wholeNumber(draw.answeredImages, 'en')}</TableCell>
              <TableCell>
                <Moment at={draw.createdAt} />
              </TableCell>
              <TableCell className="text-right">
                {draw.answeredImages === 0 && (
                  <Button
                    size="small"
                    tone="quiet"
                    disabled={undoing.isPending}
                    aria-label={`Undo draw ${draw.id}`}
                    onClick={() => undoing.mutate(draw.id)}
                  >
                    Undo
                  </Button>
                )}
              </TableCell>
            </TableRow>
          ))}
        </tbody>
      </Table>
    </>
  )
}
