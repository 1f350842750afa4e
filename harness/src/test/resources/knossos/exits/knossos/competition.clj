(ns knossos.competition
  "A stand-in that ends its JVM at the sight of a 7, and breaks at that of an 8.")

(defn analysis [_ history _]
  (doseq [op history]
    (case (:value op)
      7 (System/exit 7)
      8 (throw (AssertionError. "no 8"))
      nil))
  {:valid? true})
