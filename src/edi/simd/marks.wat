;; Finds delimiters sixteen bytes at a time. Built by `npm run build:wasm` into marks-wasm.ts; ../marks.ts is the same in JavaScript
;; and says what each result means. The memory begins with the set of odd bytes: bit h of byte l stands for the byte h * 16 + l,
;; bit h of byte 16 + l for (h + 8) * 16 + l.
(module
  (memory (export "memory") 1)
  (global $terminator (mut i32) (i32.const 0))
  (global $second (mut i32) (i32.const 0))
  (global $third (mut i32) (i32.const 0))
  (global $fourth (mut i32) (i32.const 0))
  ;; Not a byte: there is none.
  (global $release (mut i32) (i32.const -1))
  (global $clean (export "clean") (mut i32) (i32.const 1))
  (global $high (export "high") (mut i32) (i32.const 0))
  (global $ends (export "ends") (mut i32) (i32.const 0))

  ;; What is not there is given as the terminator again.
  (func (export "seek")
    (param $terminator i32) (param $second i32) (param $third i32) (param $fourth i32) (param $release i32)
    (global.set $terminator (local.get $terminator))
    (global.set $second (local.get $second))
    (global.set $third (local.get $third))
    (global.set $fourth (local.get $fourth))
    (global.set $release (local.get $release)))

  ;; The bits of a block that are delimiters, less those behind a release character, and release characters that are not released
  ;; themselves. $escaped: the first byte is released. Only for blocks with a release character, so bit by bit.
  (func $unreleased (param $bits i32) (param $releases i32) (param $escaped i32) (param $length i32) (result i32)
    (local $bit i32)
    (local.set $bit (i32.const 1))
    (block $done
      (loop $next
        (br_if $done (i32.eqz (local.get $length)))
        (if (local.get $escaped)
          (then
            (local.set $bits (i32.and (local.get $bits) (i32.xor (local.get $bit) (i32.const -1))))
            (local.set $escaped (i32.const 0)))
          (else
            (if (i32.and (local.get $releases) (local.get $bit))
              (then
                (local.set $bits (i32.or (local.get $bits) (local.get $bit)))
                (local.set $escaped (i32.const 1))))))
        (local.set $bit (i32.shl (local.get $bit) (i32.const 1)))
        (local.set $length (i32.sub (local.get $length) (i32.const 1)))
        (br $next)))
    ;; Bit 16 says whether the byte behind the block is released.
    (i32.or (local.get $bits) (i32.shl (local.get $escaped) (i32.const 16))))

  ;; Looks at [from, to) of the memory; positions are written to $out, less $base, and the indexes of terminators among them to $ends.
  ;; Sixteen more words may be written behind what counts. Returns how many positions there are.
  (func (export "find") (param $from i32) (param $to i32) (param $base i32) (param $out i32) (param $endsAt i32) (result i32)
    (local $v v128) (local $terminators v128) (local $lf v128) (local $cr v128)
    (local $at i32) (local $bits i32) (local $ends i32) (local $odd i32) (local $lineEnds i32) (local $length i32)
    (local $escaped i32) (local $releases i32) (local $count i32) (local $found i32) (local $place i32) (local $low i32)
    (local $good i32) (local $between i32) (local $clean i32) (local $endCount i32) (local $releasing i32)
    (local $high i32) (local $highs i32) (local $low4 v128)
    (local $t v128) (local $a v128) (local $b v128) (local $c v128) (local $r v128) (local $odd1 v128) (local $odd2 v128)
    (local.set $t (i8x16.splat (global.get $terminator)))
    (local.set $a (i8x16.splat (global.get $second)))
    (local.set $b (i8x16.splat (global.get $third)))
    (local.set $c (i8x16.splat (global.get $fourth)))
    (local.set $odd1 (v128.load (i32.const 0)))
    (local.set $odd2 (v128.load (i32.const 16)))
    (local.set $r (i8x16.splat (global.get $release)))
    (local.set $lf (i8x16.splat (i32.const 10)))
    (local.set $cr (i8x16.splat (i32.const 13)))
    (local.set $releasing (i32.sub (i32.const 0) (i32.ge_s (global.get $release) (i32.const 0))))
    (local.set $at (local.get $from))
    (local.set $clean (i32.const 1))
    (local.set $between (i32.const 1))
    (block $done
      (loop $block
        (br_if $done (i32.ge_u (local.get $at) (local.get $to)))
        (local.set $v (v128.load (local.get $at)))
        (local.set $length (i32.sub (local.get $to) (local.get $at)))
        (if (i32.gt_u (local.get $length) (i32.const 16)) (then (local.set $length (i32.const 16))))
        (local.set $terminators (i8x16.eq (local.get $v) (local.get $t)))
        (local.set $bits
          (i8x16.bitmask
            (v128.or
              (v128.or (local.get $terminators) (i8x16.eq (local.get $v) (local.get $a)))
              (v128.or (i8x16.eq (local.get $v) (local.get $b)) (i8x16.eq (local.get $v) (local.get $c))))))
        (local.set $low4 (v128.and (local.get $v) (i8x16.splat (i32.const 15))))
        (local.set $odd
          (i8x16.bitmask
            (i8x16.ne
              (v128.and
                (v128.bitselect
                  (i8x16.swizzle (local.get $odd2) (local.get $low4))
                  (i8x16.swizzle (local.get $odd1) (local.get $low4))
                  (i8x16.shr_s (local.get $v) (i32.const 7)))
                (i8x16.swizzle
                  (v128.const i8x16 1 2 4 8 16 32 64 -128 1 2 4 8 16 32 64 -128)
                  (i8x16.shr_u (local.get $v) (i32.const 4))))
              (v128.const i32x4 0 0 0 0))))
        (local.set $highs (i8x16.bitmask (local.get $v)))
        (local.set $lineEnds
          (i32.and
            (i8x16.bitmask (v128.or (i8x16.eq (local.get $v) (local.get $lf)) (i8x16.eq (local.get $v) (local.get $cr))))
            (i32.xor (local.get $bits) (i32.const 0xffff))))
        (local.set $ends (i8x16.bitmask (local.get $terminators)))
        (local.set $releases
          (i32.and (local.get $releasing) (i8x16.bitmask (i8x16.eq (local.get $v) (local.get $r)))))
        ;; What lies behind the end of the bytes is left from before.
        (if (i32.lt_u (local.get $length) (i32.const 16))
          (then
            (local.set $low (i32.sub (i32.shl (i32.const 1) (local.get $length)) (i32.const 1)))
            (local.set $bits (i32.and (local.get $bits) (local.get $low)))
            (local.set $odd (i32.and (local.get $odd) (local.get $low)))
            (local.set $highs (i32.and (local.get $highs) (local.get $low)))
            (local.set $lineEnds (i32.and (local.get $lineEnds) (local.get $low)))
            (local.set $releases (i32.and (local.get $releases) (local.get $low)))
            (local.set $ends (i32.and (local.get $ends) (local.get $low)))))
        (if (i32.or (local.get $releases) (local.get $escaped))
          (then
            (local.set $bits
              (call $unreleased (local.get $bits) (local.get $releases) (local.get $escaped) (local.get $length)))
            (local.set $escaped (i32.shr_u (local.get $bits) (i32.const 16)))
            (local.set $bits (i32.and (local.get $bits) (i32.const 0xffff)))
            (local.set $ends (i32.and (local.get $ends) (local.get $bits)))))
        (if (local.get $odd) (then (local.set $clean (i32.const 0))))
        (local.set $high (i32.or (local.get $high) (local.get $highs)))
        (if (local.get $lineEnds)
          (then
            ;; Those behind a terminator, and those behind such ones.
            (local.set $low (i32.or (i32.shl (local.get $ends) (i32.const 1)) (local.get $between)))
            (local.set $good (i32.and (local.get $lineEnds) (local.get $low)))
            (block $lined
              (loop $line
                (br_if $lined (i32.eq (local.get $good) (local.get $lineEnds)))
                (local.set $place (local.get $good))
                (local.set $good
                  (i32.and
                    (local.get $lineEnds)
                    (i32.or (local.get $low) (i32.shl (local.get $good) (i32.const 1)))))
                (br_if $line (i32.ne (local.get $good) (local.get $place)))
                (local.set $clean (i32.const 0))))))
        (local.set $between
          (i32.shr_u
            (i32.or (local.get $ends) (i32.and (local.get $good) (local.get $lineEnds)))
            (i32.const 15)))
        ;; The indexes of the terminators: as many delimiters as lie before each.
        (block $ended
          (loop $end
            (br_if $ended (i32.eqz (local.get $ends)))
            (local.set $low (i32.sub (i32.and (local.get $ends) (i32.sub (i32.const 0) (local.get $ends))) (i32.const 1)))
            (i32.store
              (i32.add (local.get $endsAt) (i32.shl (local.get $endCount) (i32.const 2)))
              (i32.add (local.get $count) (i32.popcnt (i32.and (local.get $bits) (local.get $low)))))
            (local.set $endCount (i32.add (local.get $endCount) (i32.const 1)))
            (local.set $ends (i32.and (local.get $ends) (i32.sub (local.get $ends) (i32.const 1))))
            (br $end)))
        ;; Eight at a time, wanted or not: what is too much is written over.
        (local.set $found (i32.popcnt (local.get $bits)))
        (local.set $place (i32.add (local.get $out) (i32.shl (local.get $count) (i32.const 2))))
        (local.set $count (i32.add (local.get $count) (local.get $found)))
        (local.set $low (i32.sub (local.get $at) (local.get $base)))
        (block $kept
          (loop $eight
            (br_if $kept (i32.eqz (local.get $bits)))
            (i32.store (local.get $place) (i32.add (local.get $low) (i32.ctz (local.get $bits))))
            (local.set $bits (i32.and (local.get $bits) (i32.sub (local.get $bits) (i32.const 1))))
            (i32.store offset=4 (local.get $place) (i32.add (local.get $low) (i32.ctz (local.get $bits))))
            (local.set $bits (i32.and (local.get $bits) (i32.sub (local.get $bits) (i32.const 1))))
            (i32.store offset=8 (local.get $place) (i32.add (local.get $low) (i32.ctz (local.get $bits))))
            (local.set $bits (i32.and (local.get $bits) (i32.sub (local.get $bits) (i32.const 1))))
            (i32.store offset=12 (local.get $place) (i32.add (local.get $low) (i32.ctz (local.get $bits))))
            (local.set $bits (i32.and (local.get $bits) (i32.sub (local.get $bits) (i32.const 1))))
            (i32.store offset=16 (local.get $place) (i32.add (local.get $low) (i32.ctz (local.get $bits))))
            (local.set $bits (i32.and (local.get $bits) (i32.sub (local.get $bits) (i32.const 1))))
            (i32.store offset=20 (local.get $place) (i32.add (local.get $low) (i32.ctz (local.get $bits))))
            (local.set $bits (i32.and (local.get $bits) (i32.sub (local.get $bits) (i32.const 1))))
            (i32.store offset=24 (local.get $place) (i32.add (local.get $low) (i32.ctz (local.get $bits))))
            (local.set $bits (i32.and (local.get $bits) (i32.sub (local.get $bits) (i32.const 1))))
            (i32.store offset=28 (local.get $place) (i32.add (local.get $low) (i32.ctz (local.get $bits))))
            (local.set $bits (i32.and (local.get $bits) (i32.sub (local.get $bits) (i32.const 1))))
            (local.set $place (i32.add (local.get $place) (i32.const 32)))
            (br $eight)))
        (local.set $at (i32.add (local.get $at) (i32.const 16)))
        (br $block)))
    (global.set $clean (local.get $clean))
    (global.set $high (local.get $high))
    (global.set $ends (local.get $endCount))
    (local.get $count)))
