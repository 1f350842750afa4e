(ns knossos.competition
  "A stand-in for tests: judges by trying all orders, and keeps its time limit."
  (:require [knossos.model :as model]))

(defn- calls
  "What was called: from when, until when (nil if it crashed), and what is known of it."
  [history]
  (loop [open {} done #{} at 0 [op & more] history]
    (if (nil? op)
      (into done (vals open))
      (let [process (:process op)]
        (case (:type op)
          :invoke (recur (assoc open process {:from at :op op}) done (inc at) more)
          :ok     (recur (dissoc open process)
                         (conj done (assoc (get open process) :until at :op op))
                         (inc at) more)
          :info   (recur (dissoc open process) (conj done (get open process)) (inc at) more))))))

(defn- explained? [model calls]
  (or (every? #(nil? (:until %)) calls)
      (let [first-return (apply min (keep :until calls))]
        (some (fn [call]
                (when (< (:from call) first-return)
                  (when-let [after (model/step model (:op call))]
                    (explained? after (disj calls call)))))
              calls))))

(defn- judged [model history]
  (let [ends (filter #(= :ok (:type (nth history (dec %)))) (range 1 (inc (count history))))
        bad  (first (remove #(explained? model (calls (take % history))) ends))]
    (if bad
      {:valid? false :op (nth history (dec bad))}
      {:valid? true})))

(defn analysis
  ([model history] (analysis model history {}))
  ([model history options]
   (deref (future (judged model (vec history)))
          (:time-limit options 60000)
          {:valid? :unknown :cause :timeout})))
