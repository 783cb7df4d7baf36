'use client'

import { PageError } from '@/components/kit/page-error'

export default PageError
