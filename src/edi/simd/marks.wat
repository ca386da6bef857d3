;; Finds delimiters sixty-four bytes at a time. Built by `npm run build:wasm` into marks-wasm.ts; ../marks.ts is the same in JavaScript
;; and says what each result means. The memory begins with the set of odd bytes: bit h of byte l stands for the byte h * 16 + l,
;; bit h of byte 16 + l for (h + 8) * 16 + l. At 64 stands, for each of the 256 bytes, which of its bits are set: eight words each.
(module
  (memory (export "memory") 1)
  (global $terminator (mut i32) (i32.const 0))
  (global $second (mut i32) (i32.const 0))
  (global $third (mut i32) (i32.const 0))
  (global $fourth (mut i32) (i32.const 0))
  ;; Not a byte: there is none.
  (global $release (mut i32) (i32.const -1))
  ;; A byte that is nothing of what is sought.
  (global $plain (mut i32) (i32.const 0))
  (global $clean (export "clean") (mut i32) (i32.const 1))
  (global $high (export "high") (mut i32) (i32.const 0))
  (global $ends (export "ends") (mut i32) (i32.const 0))

  ;; What is not there is given as the terminator again.
  (func (export "seek")
    (param $terminator i32) (param $second i32) (param $third i32) (param $fourth i32) (param $release i32) (param $plain i32)
    (global.set $terminator (local.get $terminator))
    (global.set $second (local.get $second))
    (global.set $third (local.get $third))
    (global.set $fourth (local.get $fourth))
    (global.set $release (local.get $release))
    (global.set $plain (local.get $plain)))

  ;; Looks at [from, to) of the memory; the 64 bytes behind are written over. Positions are written to $out, less $base, and the indexes
  ;; of terminators among them to $ends. Eight more words may be written behind what counts. Returns how many positions there are.
  (func (export "find") (param $from i32) (param $to i32) (param $base i32) (param $out i32) (param $endsAt i32) (result i32)
    (local $v v128) (local $terminators v128) (local $t v128) (local $a v128) (local $b v128) (local $c v128) (local $r v128)
    (local $odd1 v128) (local $odd2 v128) (local $odds v128) (local $highs v128) (local $low v128)
    (local $bits i64) (local $ends i64) (local $lineEnds i64) (local $releases i64) (local $escaped i64) (local $active i64)
    (local $one i64) (local $good i64) (local $before i64) (local $between i64)
    (local $at i32) (local $n i32) (local $releasing i32) (local $clean i32) (local $count i32) (local $endCount i32)
    (local $place i32) (local $row i32)
    (local.set $t (i8x16.splat (global.get $terminator)))
    (local.set $a (i8x16.splat (global.get $second)))
    (local.set $b (i8x16.splat (global.get $third)))
    (local.set $c (i8x16.splat (global.get $fourth)))
    (local.set $r (i8x16.splat (global.get $release)))
    (local.set $odd1 (v128.load (i32.const 0)))
    (local.set $odd2 (v128.load (i32.const 16)))
    (local.set $releasing (i32.ge_s (global.get $release) (i32.const 0)))
    (local.set $clean (i32.const 1))
    (local.set $between (i64.const 1))
    (local.set $at (local.get $from))
    (v128.store (local.get $to) (i8x16.splat (global.get $plain)))
    (v128.store offset=16 (local.get $to) (i8x16.splat (global.get $plain)))
    (v128.store offset=32 (local.get $to) (i8x16.splat (global.get $plain)))
    (v128.store offset=48 (local.get $to) (i8x16.splat (global.get $plain)))
    (block $done
      (loop $block
        (br_if $done (i32.ge_u (local.get $at) (local.get $to)))
        ;; A bit for each byte: sixteen come in from above, four times.
        (local.set $n (i32.const 4))
        (loop $sixteen
          (local.set $v (v128.load (local.get $at)))
          (local.set $terminators (i8x16.eq (local.get $v) (local.get $t)))
          (local.set $ends
            (i64.or
              (i64.shr_u (local.get $ends) (i64.const 16))
              (i64.shl (i64.extend_i32_u (i8x16.bitmask (local.get $terminators))) (i64.const 48))))
          (local.set $bits
            (i64.or
              (i64.shr_u (local.get $bits) (i64.const 16))
              (i64.shl
                (i64.extend_i32_u
                  (i8x16.bitmask
                    (v128.or
                      (v128.or (local.get $terminators) (i8x16.eq (local.get $v) (local.get $a)))
                      (v128.or (i8x16.eq (local.get $v) (local.get $b)) (i8x16.eq (local.get $v) (local.get $c))))))
                (i64.const 48))))
          (local.set $lineEnds
            (i64.or
              (i64.shr_u (local.get $lineEnds) (i64.const 16))
              (i64.shl
                (i64.extend_i32_u
                  (i8x16.bitmask
                    (v128.or
                      (i8x16.eq (local.get $v) (i8x16.splat (i32.const 10)))
                      (i8x16.eq (local.get $v) (i8x16.splat (i32.const 13))))))
                (i64.const 48))))
          (if (local.get $releasing)
            (then
              (local.set $releases
                (i64.or
                  (i64.shr_u (local.get $releases) (i64.const 16))
                  (i64.shl
                    (i64.extend_i32_u (i8x16.bitmask (i8x16.eq (local.get $v) (local.get $r))))
                    (i64.const 48))))))
          ;; Of an index above fifteen a swizzle makes none.
          (local.set $odds
            (v128.or
              (local.get $odds)
              (v128.and
                (v128.or
                  (i8x16.swizzle (local.get $odd1) (v128.and (local.get $v) (i8x16.splat (i32.const 0x8f))))
                  (i8x16.swizzle
                    (local.get $odd2)
                    (v128.and
                      (v128.xor (local.get $v) (i8x16.splat (i32.const 0x80)))
                      (i8x16.splat (i32.const 0x8f)))))
                (i8x16.swizzle
                  (v128.const i8x16 1 2 4 8 16 32 64 -128 1 2 4 8 16 32 64 -128)
                  (v128.and (i16x8.shr_u (local.get $v) (i32.const 4)) (i8x16.splat (i32.const 15)))))))
          (local.set $highs (v128.or (local.get $highs) (local.get $v)))
          (local.set $at (i32.add (local.get $at) (i32.const 16)))
          (br_if $sixteen (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))
        (local.set $lineEnds (i64.and (local.get $lineEnds) (i64.xor (local.get $bits) (i64.const -1))))
        ;; What is released is no delimiter; a release character that is not released itself counts as one. In $escaped the first byte.
        (if (i32.eqz (i64.eqz (i64.or (local.get $releases) (local.get $escaped))))
          (then
            (local.set $releases (i64.and (local.get $releases) (i64.xor (local.get $escaped) (i64.const -1))))
            (local.set $active (i64.const 0))
            (block $released
              (loop $release
                (br_if $released (i64.eqz (local.get $releases)))
                (local.set $one (i64.and (local.get $releases) (i64.sub (i64.const 0) (local.get $releases))))
                (local.set $active (i64.or (local.get $active) (local.get $one)))
                (local.set $one (i64.or (local.get $one) (i64.shl (local.get $one) (i64.const 1))))
                (local.set $releases (i64.and (local.get $releases) (i64.xor (local.get $one) (i64.const -1))))
                (br $release)))
            (local.set $escaped (i64.or (local.get $escaped) (i64.shl (local.get $active) (i64.const 1))))
            (local.set $bits
              (i64.or
                (i64.and (local.get $bits) (i64.xor (local.get $escaped) (i64.const -1)))
                (local.get $active)))
            (local.set $ends (i64.and (local.get $ends) (local.get $bits)))
            (local.set $escaped (i64.shr_u (local.get $active) (i64.const 63)))))
        ;; Line ends behind a terminator, and those behind such ones: as a rule there are two at most.
        (local.set $good
          (i64.and
            (local.get $lineEnds)
            (i64.or (i64.shl (local.get $ends) (i64.const 1)) (local.get $between))))
        (local.set $good
          (i64.or
            (local.get $good)
            (i64.and (local.get $lineEnds) (i64.shl (local.get $good) (i64.const 1)))))
        (if (i64.ne (local.get $good) (local.get $lineEnds))
          (then
            (loop $line
              (local.set $before (local.get $good))
              (local.set $good
                (i64.or
                  (local.get $good)
                  (i64.and (local.get $lineEnds) (i64.shl (local.get $good) (i64.const 1)))))
              (br_if $line (i64.ne (local.get $good) (local.get $before))))
            (local.set $clean (i32.and (local.get $clean) (i64.eq (local.get $good) (local.get $lineEnds))))))
        (local.set $between (i64.shr_u (i64.or (local.get $ends) (local.get $good)) (i64.const 63)))
        ;; The indexes of the terminators: as many delimiters as lie before each. Four at a time, wanted or not: what is too much is
        ;; written over. To guess how many there are would cost more.
        (local.set $place (i32.add (local.get $endsAt) (i32.shl (local.get $endCount) (i32.const 2))))
        (local.set $endCount (i32.add (local.get $endCount) (i32.wrap_i64 (i64.popcnt (local.get $ends)))))
        (local.set $row (i32.sub (local.get $count) (i32.const 1)))
        (loop $four
          (local.set $one (i64.sub (local.get $ends) (i64.const 1)))
          (i32.store (local.get $place)
            (i32.add
              (local.get $row)
              (i32.wrap_i64 (i64.popcnt (i64.and (local.get $bits) (i64.xor (local.get $ends) (local.get $one)))))))
          (local.set $ends (i64.and (local.get $ends) (local.get $one)))
          (local.set $one (i64.sub (local.get $ends) (i64.const 1)))
          (i32.store offset=4 (local.get $place)
            (i32.add
              (local.get $row)
              (i32.wrap_i64 (i64.popcnt (i64.and (local.get $bits) (i64.xor (local.get $ends) (local.get $one)))))))
          (local.set $ends (i64.and (local.get $ends) (local.get $one)))
          (local.set $one (i64.sub (local.get $ends) (i64.const 1)))
          (i32.store offset=8 (local.get $place)
            (i32.add
              (local.get $row)
              (i32.wrap_i64 (i64.popcnt (i64.and (local.get $bits) (i64.xor (local.get $ends) (local.get $one)))))))
          (local.set $ends (i64.and (local.get $ends) (local.get $one)))
          (local.set $one (i64.sub (local.get $ends) (i64.const 1)))
          (i32.store offset=12 (local.get $place)
            (i32.add
              (local.get $row)
              (i32.wrap_i64 (i64.popcnt (i64.and (local.get $bits) (i64.xor (local.get $ends) (local.get $one)))))))
          (local.set $ends (i64.and (local.get $ends) (local.get $one)))
          (local.set $place (i32.add (local.get $place) (i32.const 16)))
          (br_if $four (i32.eqz (i64.eqz (local.get $ends)))))
        ;; The positions, eight bytes at a time: which bits of eight are set is looked up.
        (local.set $place (i32.add (local.get $out) (i32.shl (local.get $count) (i32.const 2))))
        (local.set $count (i32.add (local.get $count) (i32.wrap_i64 (i64.popcnt (local.get $bits)))))
        (local.set $low (i32x4.splat (i32.sub (i32.sub (local.get $at) (i32.const 64)) (local.get $base))))
        (local.set $n (i32.const 8))
        (loop $eight
          (local.set $row (i32.and (i32.wrap_i64 (local.get $bits)) (i32.const 255)))
          (v128.store (local.get $place)
            (i32x4.add (local.get $low) (v128.load offset=64 (i32.shl (local.get $row) (i32.const 5)))))
          (v128.store offset=16 (local.get $place)
            (i32x4.add (local.get $low) (v128.load offset=80 (i32.shl (local.get $row) (i32.const 5)))))
          (local.set $place (i32.add (local.get $place) (i32.shl (i32.popcnt (local.get $row)) (i32.const 2))))
          (local.set $bits (i64.shr_u (local.get $bits) (i64.const 8)))
          (local.set $low (i32x4.add (local.get $low) (v128.const i32x4 8 8 8 8)))
          (br_if $eight (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))
        (br $block)))
    (global.set $clean (i32.and (local.get $clean) (i32.eqz (v128.any_true (local.get $odds)))))
    (global.set $high (i8x16.bitmask (local.get $highs)))
    (global.set $ends (local.get $endCount))
    (local.get $count)))
