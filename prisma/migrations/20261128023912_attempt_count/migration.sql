CREATE TABLE "attempt_count" (
    "key" TEXT NOT NULL,
    "attempts" INTEGER NOT NULL,
    "window_ends_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "attempt_count_pkey" PRIMARY KEY ("key")
);

CREATE INDEX "attempt_count_window_ends_at_idx" ON "attempt_count"("window_ends_at");
