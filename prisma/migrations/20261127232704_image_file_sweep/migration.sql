CREATE TABLE "unused_file" (
    "content_hash" TEXT NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "sweep_id" INTEGER NOT NULL,

    CONSTRAINT "unused_file_pkey" PRIMARY KEY ("content_hash")
);

CREATE TABLE "file_sweep" (
    "id" SERIAL NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finished_at" TIMESTAMPTZ(3),
    "image_count" INTEGER NOT NULL DEFAULT 0,
    "unused_count" INTEGER NOT NULL DEFAULT 0,
    "deleted_count" INTEGER NOT NULL DEFAULT 0,
    "deleted_bytes" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "file_sweep_pkey" PRIMARY KEY ("id")
);
