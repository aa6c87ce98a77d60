"""Claims on the figures of `comparison_reports`, each after where it stands: right, open and wrong ones.

A place is a group (`raw`: after its cases) or a case (`raw2`: in the second).
"""

# ruff: noqa: E501

CONFIRMED = """
hog      The third one is the best of the four HOG cases.
cnn      250 is the best among the CNNs.
end      The CNN with 250 neurons is the best network of all our digit models.
end      The best HOG network has a lower accuracy than the best CNN.
end      The worst CNN is better than the best network on raw pixels.
hog      Going from 8 to 4 orientations the loss increases.
hog      Orientations, from 8 to 4: the accuracy drops.
hog      Avec 4 orientations la perte est plus haute qu'avec 8 (100 neurones et cellules de 4 pixels).
raw      Against the model with 100 neurons, the one with 300 has a lower loss.
raw      The model with 600 neurons has the best accuracy (98.15 %) and the lowest loss.
raw      The best model is the last one.
raw      The third model gives the best results.
raw      The more neurons we use, the lower the loss.
raw      The more neurons, the better the accuracy.
raw      Increasing the number of neurons improves the accuracy.
raw      When we increase the number of neurons, the loss decreases.
raw2     The accuracy is better than with 100 neurons.
raw2     The loss is lower than the previous one.
raw2     The results are better than before.
raw3     The accuracy is slightly higher than the previous one.
raw      The first model has a higher loss than the second.
raw      With 300 neurons the loss is lower than with 100 neurons.
raw      The model with 100 neurons is the worst.
raw      The one with the fewest neurons has the highest loss.
hog      The model with 7 pixels per cell has the lowest accuracy.
hog      With 8 orientations the accuracy is higher than with 4 orientations.
hog      Reducing the number of orientations from 8 to 4 increases the loss.
hog      The model with 4 orientations is worse than the first one.
hog      The third model is the best in terms of loss and accuracy.
hog      Increasing the number of orientations improves the results.
hog      With 7 pixels per cell the results are clearly worse than the others.
cnn      The model with 250 neurons has the lowest loss.
cnn      The results are similar.
cnn      The accuracy of the model with 500 neurons is lower than the others.
end      The CNN gives better results than the MLP on raw data.
end      The CNN has the best accuracy.
end      The CNN outperforms the HOG features.
raw      The loss goes from 0.0770 to 0.0606.
raw      The accuracy increases from 97.57 % to 98.15 %.
raw      The loss drops from 0.077 to 0.064 with 300 neurons.
raw      The model with 300 neurons is 0.55 % better in accuracy than the one with 100 neurons.
raw      With 300 neurons the accuracy is 0.55 points higher than with 100 neurons.
hog      The loss with 7 pixels per cell is twice as high as with 4 pixels per cell.
raw      Le modèle avec 600 neurones a la meilleure accuracy et la plus basse perte.
raw      Le meilleur modele est le troisieme.
raw      Plus on augmente le nombre de neurones, plus la perte diminue.
raw      Plus il y a de neurones, plus l'accuracy est élevée.
raw      Plus on a de neurones, meilleure est la précision.
raw2     La précision est meilleure qu'avec 100 neurones.
raw2     La loss est plus basse que pour le modèle précédent.
raw2     Les résultats sont meilleurs qu'avant.
raw3     L'accuracy est légèrement supérieure à la précédente.
raw      Avec 300 neurones, la perte est plus faible qu'avec 100 neurones.
raw      Le premier modèle est le moins bon.
hog      Le modèle avec 7 pixels par cellule a la plus haute perte.
hog      Avec 8 orientations, l'exactitude est plus élevée qu'avec 4 orientations.
hog      En passant de 8 à 4 orientations, la perte augmente.
hog      Le 2eme modèle est moins bon que le premier.
hog      Augmenter le nombre d'orientations améliore les résultats.
cnn      Les résultats sont pareils pour les trois modèles.
end      Le CNN donne de meilleurs résultats que le MLP avec les données brutes.
end      Le CNN a la perte la plus basse.
raw      La perte baisse de 0,077 à 0,064.
raw      L'accuracy passe de 97,57 % à 98,12 % avec 300 neurones.
raw      Avec 300 neurones on a un gain de 0,55 % en accuracy par rapport à 100 neurones.
hog      Changer de 4 à 7 pixels par cellule diminue l'accuracy.
raw      As we can see, adding more neurons in the hidden layer gives slightly better accuracy and lower loss.
raw      We can conclude that the model with 600 neurons performs best.
raw      Among the three configurations tested, the one with 600 hidden neurons obtained the best test accuracy.
raw      The 600 neurons model is better than the 100 neurons one.
raw      600 neurons is better than 100.
raw      With only 100 neurons, the model performs the worst: 97.57 % accuracy.
raw      Our best result is 98.15% with 600 neurons.
raw      The loss decreased from 0.077 (100 neurons) to 0.0606 (600 neurons).
raw      Going from 100 to 300 neurons improves the accuracy, but from 300 to 600 the gain is negligible.
raw3     This model has a slightly lower loss than the previous ones.
raw3     Compared to the first model, the accuracy is higher.
raw2     We increased the number of neurons to 300 and the accuracy improved.
raw2     The accuracy increased and the loss decreased compared to the previous model.
hog2     The results are worse than with 8 orientations.
hog2     As expected, the accuracy is lower than before.
hog3     This is the best result so far.
hog4     We observe a significant drop in accuracy compared to the other cases.
hog      Using 7 pixels per cell gives the worst results.
hog      Larger cells (7 pixels) lead to worse performance than 4 pixels.
hog      The best HOG model is the one with 300 neurons and 8 orientations.
hog      Fewer orientations give a higher loss.
hog      When the number of pixels per cell increases, the accuracy decreases.
cnn      All three models have very similar results.
cnn      The CNN with 500 neurons has a slightly higher loss than the others.
end      Overall the CNN achieves the highest accuracy and the lowest loss.
end      The CNN is more accurate than the MLPs.
end      CNN: best accuracy (98.85 %).
fashion2 The accuracy is lower than with model 1.
fashion  Model 3 has the lowest loss.
fashion  Model 1 has the highest accuracy but also the highest loss.
raw      On remarque que le modèle avec 600 neurones obtient les meilleurs résultats.
raw      Le modèle à 100 neurones est celui qui a la plus mauvaise accuracy.
raw      On constate qu'en augmentant le nombre de neurones, l'accuracy augmente et la loss diminue.
raw      Avec plus de neurones on obtient de meilleurs résultats.
raw      Quand on augmente le nombre de neurones la perte baisse.
raw      L'augmentation du nombre de neurones permet d'améliorer la précision.
raw      Le passage de 100 à 300 neurones améliore l'accuracy de 0,55 %.
raw2     On obtient une meilleure accuracy que le cas précédent.
raw2     Les performances sont meilleures que pour le premier modèle.
raw3     La différence avec 300 neurones est très faible, mais l'accuracy est un peu plus élevée.
raw3     Ce modèle a une perte légèrement plus faible que les deux premiers.
hog2     On voit que les performances sont moins bonnes qu'avec 8 orientations.
hog2     Comme attendu, la précision baisse par rapport au cas précédent.
hog4     C'est le moins bon des quatre modèles.
hog4     Les résultats sont nettement moins bons que ceux des autres modèles.
hog      Avec pix_p_cell = 7 les résultats sont moins bons qu'avec pix_p_cell = 4.
hog      Le cas 3 est le meilleur.
hog      Diminuer le nombre d'orientations dégrade les performances.
hog      Plus les cellules sont grandes, moins la précision est bonne.
cnn      La perte est un peu plus grande avec 500 neurones qu'avec 250 neurones.
cnn      Le nombre de neurones n'a pas d'impact, les résultats sont similaires.
end      Le CNN surpasse les deux autres modèles.
end      Le CNN obtient la meilleure accuracy avec 98,85 %.
end      Le réseau convolutif est plus performant que le MLP.
raw      Le modèle 3 est légèrement meilleur que le modèle 2.
raw      Nous avons obtenu la meilleure précision avec 600 neurones (98.15%), et la moins bonne avec 100 neurones (97.57%).
hog      Pixels per cell have the largest impact: with 7 the accuracy drops to 95.64 %.
hog      Models (1) and (3) have a lower loss than (2) and (4).
cnn      The accuracy with 25 neurons (98.80 %) is slightly lower than with 250 neurons (98.85 %).
raw      The best test accuracy (98.15 %) is reached with 600 neurons, the worst (97.57 %) with 100 neurons.
raw      The model with 600 neurons has the best accuracy: 98.15 %.
hog      Surprisingly, the HOG model with 7 pixels per cell has the worst accuracy (95.64%).
raw      The third model is very good. It has the lowest loss of all.
raw      We tested three models. The one with 600 neurons is the best. Its loss is lower than the others.
hog      Le troisième modèle est le meilleur. Sa perte est la plus basse.
hog4     Ce modèle est le moins bon. Sa perte est la plus haute de tous.
raw      Le modèle avec 300 neurones est bon, mais celui avec 600 neurones a une perte plus basse.
raw      The model with 300 neurons is good, but the one with 600 neurons has a lower loss.
raw      Both models with 300 and 600 neurons have a lower loss than the first model.
"""
"""Right by the figures."""

NOT_TO_ACCUSE = """
raw      Plus on ajoute de neurones, plus la perte baisse, mais le gain diminue.
raw      The more neurons, the lower the loss, but the improvement gets smaller.
raw      The gain in accuracy decreases with the number of neurons.
hog      La première est la meilleure des trois configurations HOG avec 100 neurones.
cnn      All three are better than the best shallow net on raw pixels (0.9815).
cnn      Les trois sont meilleurs que le meilleur réseau sur pixels bruts (0.9815).
cnn      500 neurons are too many.
end      The CNN with 64 neurons is the worst.
end      H2 is the best of the three HOG cases.
raw      The worst is "shirt": recall 17.5 %.
raw      La moins bonne est « chemise » : rappel 7 / 40 = 17,50 %.
raw      Figure 3 – The worst and the best, 600 neurons
raw3     The loss is lowest at epoch 9 and 0.0606 at the last one: a rise of 0.0044, or 0.2 times its standard error.
raw      The lowest loss is obtained with B.
end      With 4 orientations (case 2) the CNN performs better than with 8 (case 1).
raw      The model with 300 neurons is the best one.
raw      The model with 300 neurons has the best accuracy.
raw      For us the best model is the first one, because it does not overfit.
raw      The best model is the first one because it overfits less.
raw      The first model is probably the best.
raw      With more epochs the results would be better.
raw      The validation loss is higher than the training loss.
raw      The loss decreases with each epoch and the accuracy rises.
raw      The digit 9 is the worst, 5 is better.
raw      The accuracy of class 3 is the lowest with 300 neurons.
raw      The first model is the simplest and the best compromise.
hog      The results are better than those of the paper with 4 orientations.
hog      The second model has the best curve.
cnn      The model with 25 neurons is the best.
cnn      More neurons do not improve the accuracy.
cnn      Adding neurons does not bring better results.
cnn      The model with 500 neurons is slightly better than that with 25 neurons.
end      The HOG features give better results than the raw data.
end      The raw data gives better results than HOG.
raw      Les performances des modèles (1) et (3) ne sont pas beaucoup mieux que (2).
raw      On voit que la courbe de validation est plus haute que celle d'entrainement.
raw      Si on augmente encore le nombre de neurones, les résultats seraient moins bons.
raw      Pour nous le meilleur modèle est le premier car il n'overfit pas.
raw      Le premier modèle est plus rapide et donc meilleur.
raw      Il faudrait un plus grand nombre d'époques pour avoir une meilleure précision.
raw2     Le réseau apprend plus vite et la loss est plus haute au début.
raw      Le modèle avec 100 neurones est le meilleur, les autres font du surapprentissage.
xray     Le modèle a du mal à distinguer une pneumonie d'un cas normal.
xray     There are many false positives.
xray     The model has no trouble detecting pneumonia.
xray     If the model missed many pneumonia cases, it would be dangerous.
fashion2 After training and evaluation we have a better result than before, but it's not quite what we want.
fashion  Model 3 is the best.
fashion  Model 1 is the worst.
cnn      Augmenter le nombre de neurones n'améliore pas les performances.
end      C'est le CNN qui donne les meilleurs resultats, suivi du MLP avec HOG puis du MLP brut.
raw      The best validation accuracy is reached after 7 epochs.
raw      The best compromise is 300 neurons.
raw      Best hyperparameters: 300 neurons, 10 epochs.
raw      We reduced the number of neurons from 300 to 100 to avoid overfitting.
raw      With 600 neurons the training takes longer and the model is worse in terms of time.
raw      With 600 neurons the gap between training and validation loss is higher than with 100.
raw      The model with 100 neurons overfits less and is therefore better.
raw      The first model has the best trade-off between accuracy and number of weights.
raw      The accuracy of the second model is almost the same as the third one.
raw      We chose the second model because it's the best compromise.
raw      The validation accuracy is always lower than the training accuracy for 600 neurons.
raw      In the first model the error on the digit 9 is the highest.
raw      The digit 4 is better recognized with 100 neurons than with 600.
raw      The loss curve of the first model is better than the others.
raw      The first model converges faster and is better at the beginning.
raw      If we had trained the first model for longer it would have the best accuracy.
raw      One could think that the first model is the best.
raw      At first we thought that 100 neurons would be better than 300.
raw      Le premier modèle est le plus simple, c'est donc le meilleur choix.
raw      Le premier modèle serait meilleur avec plus d'époques.
raw      Le modèle avec 100 neurones est le plus adapté.
raw      Le chiffre 9 est le moins bien reconnu par le modèle avec 600 neurones.
raw      L'écart entre la courbe de test et celle d'entrainement est plus grand avec 600 neurones.
raw      Le premier modèle a la meilleure courbe.
raw      On a choisi le premier modèle car sa courbe est la plus stable, c'est le meilleur pour nous.
raw      Je pense que le premier modèle est le meilleur.
raw      Avec 300 neurones, le temps d'entrainement est plus faible.
hog      With 4 orientations we have a lower number of inputs (196) and a smaller network.
hog      The number of inputs is lower with 7 pixels per cell.
hog      Le nombre de poids est plus faible avec 7 pixels par cellule.
hog      With 7 pixels per cell the model has fewer weights and is the best in terms of speed.
cnn      The CNN has fewer weights than the MLP but better accuracy.
end      The HOG model with 300 neurons is better than the raw model with 100 neurons.
end      HOG features are better than raw pixels when the number of neurons is 100.
end      The accuracy on Fashion MNIST is lower than on the digits.
end      The CNN for Fashion is worse than the one for digits.
end      L'accuracy sur Fashion MNIST est moins bonne que pour les chiffres.
xray     The accuracy on the test set is lower than on the validation set.
xray     The recall is higher than the precision.
xray     Le modèle détecte presque toutes les pneumonies.
xray     Il y a beaucoup de faux positifs, mais très peu de faux négatifs.
xray     Un faux négatif est plus grave qu'un faux positif : il ne faut pas rater beaucoup de malades.
xray     The model has difficulty to recognise healthy patients.
xray     In medicine, missing many pneumonia cases would be worse than many false positives.
raw3     The training loss keeps decreasing while the validation loss starts to increase after epoch 5, so the model overfits.
raw3     The validation loss is increasing, which is a sign of overfitting. The accuracy is still better than the first model.
raw1     The loss is decreasing and the accuracy is increasing, which is good.
raw1     The model gets better and better.
raw1     Accuracy is higher than 97 %, which is very good.
raw1     The test accuracy is lower than 98 %.
raw2     The loss is lower than 0.07.
raw2     The results are better than expected.
raw2     This is better than the 97 % of a simple model.
raw2     The accuracy is better but the loss is worse on the validation curve.
raw      The highest number of confusions is between 4 and 9.
raw      The most confused digits are 4 and 9, for the best model (600 neurons).
raw      The best model (600 neurons) still confuses 4 and 9.
raw      Class 8 has the lowest F1-score in the model with 300 neurons.
raw      The lowest accuracy is for the digit 8.
raw      Most errors are made on digit 9, the best recognized digit is 1.
raw      Le 1 est le chiffre le mieux reconnu, le 8 le moins bien.
raw      On remarque une meilleure généralisation avec 100 neurones.
raw      Le modèle avec 100 neurones généralise mieux.
raw      Avec 100 neurones, l'apprentissage est plus stable et la courbe est meilleure.
raw      Plus on augmente le nombre de neurones, plus le modèle overfit.
raw      Plus il y a de neurones, plus l'entraînement est long.
raw      The more neurons, the longer the training.
raw      The more neurons, the more the model overfits.
raw      Increasing the number of neurons increases the number of weights.
raw      Increasing the number of epochs improves the accuracy.
raw      A bigger batch size would reduce the accuracy.
raw      Decreasing the learning rate did not improve the results.
raw      Adding dropout did not improve the accuracy.
raw      We also tried 1000 neurons but the results were not better.
raw      We also tried 50 neurons and the accuracy was higher than with 100 neurons.
raw      With 200 neurons the loss is the lowest.
raw      Nous avons aussi essayé 1000 neurones mais la précision n'était pas meilleure.
hog      The number of orientations does not improve the results as much as the number of neurons.
hog      The effect of orientations is smaller than that of pixels per cell.
hog      Changing the number of neurons has less impact on the accuracy than changing pix_p_cell.
hog      The second model has less neurons and gives the best results in terms of time.
hog      The accuracy of the first and third models is better than the others.
hog      Models 1 and 3 are better than models 2 and 4.
hog      Les modèles 1 et 3 sont meilleurs que le 2.
cnn      The loss of 0.0383 with 25 neurons is higher than the 0.0376 obtained with 250 neurons.
cnn      Even with 25 neurons the CNN is better than the MLP with 600 neurons.
cnn      Dropout 0.3 is better than 0.5.
cnn      The first CNN has less parameters than the last one and similar accuracy.
end      Convolutional networks are usually better for images than MLPs.
end      In general, deeper networks perform better.
end      The deep network is better although it has fewer weights.
end      The best model for the digits is the CNN, for Fashion the accuracy is lower.
end      All experiments gave an accuracy higher than 95 %.
end      The best accuracy was 98.85 % and the worst 95.64 %.
end      With HOG, we get better results than with raw data for the same number of neurons (100).
end      The MLP with HOG is worse than the CNN but better than nothing.
end      The third experiment gives the best results.
end      The last model is the best.
end      The first experiment gives worse results than the third one.
end      La troisième expérience donne les meilleurs résultats.
end      Le meilleur modèle est celui avec 250 neurones.
end      Le modèle avec 100 neurones est le moins bon.
end      The model with 300 neurons is better than the one with 100 neurons.
end      De manière générale, augmenter le nombre de neurones n'améliore pas forcément les résultats.
end      More neurons do not always improve the results.
end      Increasing the number of neurons does not necessarily improve performance.
end      We notice that more neurons don't really improve the results.
fashion  The accuracy is worse than for the digits.
fashion  The results are not as good as with MNIST digits.
fashion  L'accuracy est moins bonne que pour MNIST.
fashion3 The added complexity did not add much more accuracy, but it's better than the previous attempt.
fashion  Model 2 is better than model 1.
fashion  The third model has a lower accuracy than the first one, but a better loss.
raw      There is no big difference between 300 and 600 neurons.
raw      Il n'y a pas de grande différence entre 300 et 600 neurones.
raw      No model is better than the one with 600 neurons.
raw      None of the models is better than the others.
raw      Aucun modèle n'est meilleur que les autres.
raw      The worst model still reaches 97.57 %.
raw      The best accuracy is 98.15 % and the lowest loss 0.0606.
raw      The difference between the best and the worst model is 0.58 points.
raw      The accuracy is not better than with a CNN.
raw      Results: loss lower, accuracy higher.
raw      Better results with 600 neurons than 300.
raw      A network with more neurons is not always better.
raw      Un réseau avec plus de neurones n'est pas toujours meilleur.
raw      Contrairement au premier modèle, la perte du deuxième est plus basse.
raw      Unlike the first model, the second one has a lower loss.
raw      Compared to the last model, the first has a higher loss.
raw      Par rapport au modèle avec 100 neurones, celui avec 300 a une perte plus basse.
raw      While the first model has a higher loss, its curves are better.
raw      The loss is higher for 100 neurons than for 300 neurons.
raw      The accuracy is lower for 100 neurons than for the other two.
raw      La perte est plus haute pour 100 neurones que pour les autres.
raw      It is clear that 600 neurons give the lowest loss, followed by 300 and then 100.
raw      The accuracy of model 2 and 3 are higher than the accuracy of model 1.
raw      Moins il y a de neurones, plus la perte est élevée.
raw      Less neurons means a higher loss.
raw      Reducing the number of neurons decreases the accuracy.
raw      With fewer neurons, the accuracy is lower.
raw      Using less than 100 neurons gives worse results.
hog      The best accuracy with 4 orientations is 96.96 %.
hog      For 100 neurons, the best is 8 orientations with 4 pixels per cell.
hog      Pour 100 neurones, le meilleur est avec 8 orientations et 4 pixels par cellule.
cnn      The results are better than in the first experiment.
cnn      Les résultats sont meilleurs que dans l'expérience 1.
cnn      The loss is lower than for the experiment 1.
hog4     The accuracy is lower than 96 %.
raw      The first model doesn't overfit. It is the best one.
raw      The first model is the best. It does not overfit.
raw      The first model converges well. The others are worse because of overfitting.
hog      The second model is the best. The test curve follows the training curve.
hog      Le deuxième modèle a peu d'orientations. C'est le plus rapide, et donc le meilleur.
raw      The model with 100 neurons is good. The loss is low and the accuracy is high. Others are better.
raw      The loss is low. The accuracy is better than 97 %. It could be better.
raw3     We see that the accuracy is very close to that with 300 neurons. The loss is a little lower.
raw3     On voit que l'accuracy est très proche de celle avec 300 neurones. La loss est un peu plus basse.
raw      The model with 300 neurons is good, but the loss is higher than with 600 neurons.
raw      Although the loss of the first model is higher, we keep it because it is simpler.
raw      The accuracy is higher with 300 and 600 neurons than with 100.
raw      The two last models have better results than the first.
raw      Les deux derniers modèles ont de meilleurs résultats que le premier.
raw      The first two models have a higher loss than the last.
cnn      Avec le CNN, la perte est plus basse qu'avec les MLP.
cnn      The CNN gives the best results of all experiments.
cnn      These results are better than those of the previous experiments.
cnn      Ces résultats sont meilleurs que ceux des expériences précédentes.
cnn1     We directly see that the results are better than with the MLP.
cnn1     The loss is much lower than in the previous experiment.
hog1     The accuracy is similar to the raw data with 100 neurons.
hog1     The results are a little better than with raw data and 100 neurons.
hog2     The accuracy decreased from 97.72% to 96.96%.
hog2     The accuracy drops by 0.76 points compared to 8 orientations.
hog2     L'accuracy perd 0,76 % par rapport à 8 orientations.
hog4     La perte a doublé par rapport au premier modèle.
hog4     The loss is about 2 times higher than in the first model.
hog4     La perte est presque 2 fois plus élevée que pour le premier modèle.
fashion  The model 1 is overfitting, the loss of 0.445 is higher than model 2 (0.2801).
fashion  Best accuracy is 91.8% with Model 1.
fashion  Le modèle 3 n'a pas une meilleure accuracy que le modèle 2.
fashion  The third model is more complex than the second and its loss is slightly lower.
fashion  Model 3 with dropout has the lowest loss.
fashion  With dropout the loss is lower.
fashion  Without dropout the loss is higher.
raw      Our MLP with 600 neurons is the best MLP.
raw      The accuracy of the test set is slightly lower than that of the training set for the first model.
raw      After 10 epochs, the model with 600 neurons has a lower loss than that with 100 neurons.
raw      With the same number of epochs, 600 neurons are better than 100 neurons.
raw      The higher the number of neurons, the lower the loss.
raw      The lower the number of neurons, the higher the loss.
raw      Plus le nombre de neurones est grand, plus la perte est petite.
raw      Plus le nombre de neurones est petit, plus la perte est grande.
raw      Plus le nombre de neurones augmente, plus l'exactitude augmente.
raw      The accuracy grows with the number of neurons.
raw      La précision augmente avec le nombre de neurones.
raw      La perte diminue avec le nombre de neurones, mais l'écart avec l'entraînement augmente.
raw      En augmentant le nombre de neurones, on améliore légèrement la précision.
raw      Doubling the number of neurons from 300 to 600 barely changes the accuracy.
raw      Passing from 300 to 600 neurons doesn't improve the accuracy much.
raw      De 300 à 600 neurones, l'amélioration est minime.
raw      The accuracy improves a lot between 100 and 300 neurons, and much less between 300 and 600.
raw      Between 100 and 300 neurons the loss decreases.
raw      Entre 100 et 300 neurones la perte diminue.
raw      We also tried 50 neurons and the accuracy was lower than with 100 neurons.
raw      We also tried 50 neurons. The accuracy was lower than with 100 neurons.
raw      The model with 100 neurons is good. The accuracy is lower than with 300.
raw      The model with 100 neurons is good. It learned well. The accuracy is lower than with 300 neurons.
raw      Le modèle avec 100 neurones est bon. La perte est plus haute que celle avec 300.
raw      We prefer the model with 100 neurons. This model has a higher loss than the others.
raw      The results are better than expected.
xray     The F1 score is lower than the recall.
raw      The accuracy is higher than the F1-score.
raw      The model with 100 neurons has a test accuracy of 97.57 %, which is lower than the 98.15 % of the last one.
raw      98.15 % is better than 97.57 %.
raw      97.57 % of accuracy is lower than 98.15 %.
hog      Overall the HOG models are worse than the raw models, except the third.
hog      The model with the smallest number of orientations has less information and the accuracy is lower.
hog      We see that when we use less orientations the accuracy drops, when we use more pixels per cell it drops even more.
hog      On voit que l'on perd en précision avec 4 orientations, mais le modèle est plus petit.
hog      The first and the third models give similar results, the two others are worse.
hog      Best: 8 orientations, 4 pix_p_cell, 300 neurons. Worst: 8 orientations, 7 pix_p_cell.
hog      With pix_p_cell=7 there are fewer features so the network has a lower accuracy, it was expected.
hog      Le modèle avec pix_p_cell=7 a moins d'inputs, ce qui explique pourquoi il est moins bon.
cnn      We see no improvement when increasing the number of neurons.
cnn      Il n'y a pas d'amélioration lorsqu'on augmente le nombre de neurones.
cnn      The number of neurons has little influence on the accuracy.
cnn      25 neurons are enough, the results with 500 neurons are not better.
cnn      25 neurones suffisent, avec 500 ce n'est pas mieux.
cnn      500 neurons: the loss is higher and the accuracy lower than with 250.
end      We can conclude that CNNs are more efficient than MLPs for image classification.
end      The CNN is the best model but takes more time to train.
end      Le CNN est le plus performant mais aussi le plus long à entraîner.
end      Increasing the number of neurons improves the results of the MLP but not of the CNN.
fashion  The last model has the lowest loss but the first has the best accuracy.
fashion  Our last model is the best, with a loss of 0.2731.
fashion2 The accuracy went down from 91.8% to 90.3% but the loss improved.
fashion  T-shirts are confused with shirts in all models, it's better in the third one.
"""
"""Right in one reading, within the interval, a matter of taste, or about something else than scores."""

SILENT = """
raw      Would the first model be better with more epochs?
raw      We expected the first model to be the best.
raw      Which model is the best?
raw      Select a final model (e.g., the one with best performance) for analysis.
"""
"""Questions, tasks and expectations: no claims."""

WRONG = """
end      The best HOG network has a higher accuracy than the best CNN.
end      The best raw network beats the worst CNN.
end      The best HOG network (0.9802) is better than the CNN with 250 neurons.
raw      Case 3 is better than the best CNN.
hog      Going from 8 to 4 orientations the loss decreases.
hog      Avec 4 orientations la perte est plus faible qu'avec 8 (100 neurones et cellules de 4 pixels).
hog      En passant de 4 à 7 pixels par cellule, l'exactitude augmente.
raw      Le réseau à 100 neurones est plus exact que celui à 600 neurones.
raw      Against the model with 300 neurons, the one with 100 has a lower loss.
raw      The model with 100 neurons has the best accuracy and the lowest loss.
raw      The best model is the first one.
raw      The first model gives the best results.
raw      The more neurons we use, the higher the loss.
raw      The more we increase the number of neurons, the more it overfits and the results aren't better.
raw      Increasing the number of neurons does not improve the accuracy.
raw      When we increase the number of neurons, the loss increases.
raw2     The accuracy is worse than with 100 neurons.
raw2     The loss is higher than the previous one.
raw2     The results are worse than before.
raw      The first model has a lower loss than the second.
raw      With 300 neurons the loss is higher than with 100 neurons.
raw      The model with 600 neurons is the worst.
hog      The model with 7 pixels per cell has the highest accuracy.
hog      With 4 orientations the accuracy is higher than with 8 orientations and 100 neurons.
hog      Reducing the number of orientations from 8 to 4 decreases the loss.
hog      The model with 4 orientations is better than the first one.
hog      The fourth model is the best in terms of loss and accuracy.
hog      Increasing the number of orientations degrades the results.
hog      With 7 pixels per cell the results are better than the others.
hog      The last model has the lowest loss.
hog      Model (2) is one of the best in terms of performance.
cnn      The model with 500 neurons has the lowest loss.
cnn      The loss of the first model is higher than the rest.
end      The MLP on raw data gives better results than the CNN.
raw      The loss increases from 0.0770 to 0.0606.
raw      The accuracy drops from 97.57 % to 98.15 %.
raw      Le modèle avec 100 neurones a la meilleure accuracy et la plus basse perte.
raw      Le meilleur modele est le premier.
raw      Plus on augmente le nombre de neurones, plus la perte augmente.
raw      Plus il y a de neurones, plus l'accuracy est basse.
raw      Plus on a de neurones, moins la précision est bonne.
raw2     La précision est moins bonne qu'avec 100 neurones.
raw2     La loss est plus élevée que pour le modèle précédent.
raw2     Les résultats sont moins bons qu'avant.
raw      Avec 300 neurones, la perte est plus élevée qu'avec 100 neurones.
raw      Augmenter le nombre de neurones n'améliore pas les résultats.
hog      Le modèle avec 7 pixels par cellule a la plus basse perte.
hog      En passant de 8 à 4 orientations, la perte diminue.
hog      Le 2eme modèle est meilleur que le premier.
hog      Augmenter le nombre d'orientations dégrade les résultats.
hog      Le dernier modèle est le meilleur au niveau des performances.
cnn      La perte la plus basse est obtenue avec 500 neurones.
end      Le MLP avec données brutes donne de meilleurs résultats que le CNN.
raw      La perte augmente de 0,077 à 0,064.
hog      Passer de 4 à 7 pixels par cellule améliore l'accuracy.
xray     The model has trouble detecting pneumonia on the test set.
xray     Le modèle a du mal à prédire s'il y a une pneumonie.
xray     Le modèle rate beaucoup de cas de pneumonie.
xray     There are many false negatives.
xray     Il y a peu de faux positifs.
raw      As we can see, adding more neurons in the hidden layer gives worse accuracy and higher loss.
raw      We can conclude that the model with 100 neurons performs best.
raw      Among the three configurations tested, the one with 100 hidden neurons obtained the best test accuracy.
raw      The 100 neurons model is better than the 600 neurons one.
raw      100 neurons is better than 600.
raw      Going from 100 to 300 neurons does not improve the accuracy.
raw3     This model has a higher loss than the previous ones.
raw3     Compared to the first model, the accuracy is lower.
raw2     We increased the number of neurons to 300 but the accuracy did not improve.
raw2     The accuracy decreased and the loss increased compared to the previous model.
hog2     The results are better than with 8 orientations and 4 pixels per cell.
hog2     The accuracy is higher than before.
hog4     We observe a significant increase in accuracy compared to the other cases.
hog      Using 7 pixels per cell gives the best results.
hog      The best HOG model is the one with 7 pixels per cell.
hog      Fewer orientations give a lower loss.
hog      When the number of pixels per cell increases, the accuracy increases.
cnn      The CNN with 500 neurons has a slightly lower loss than the others.
end      Overall the raw MLP achieves the highest accuracy and the lowest loss.
end      The CNN is less accurate than the MLPs on raw data.
fashion2 The accuracy is higher than with model 1.
fashion  Model 1 has the lowest loss.
fashion  Model 3 has the highest accuracy.
raw      On remarque que le modèle avec 100 neurones obtient les meilleurs résultats.
raw      Le modèle à 600 neurones est celui qui a la plus mauvaise accuracy.
raw      On constate qu'en augmentant le nombre de neurones, l'accuracy diminue et la loss augmente.
raw      Avec plus de neurones on obtient de moins bons résultats.
raw      Quand on augmente le nombre de neurones la perte monte.
raw2     On obtient une moins bonne accuracy que le cas précédent.
raw2     Les performances sont moins bonnes que pour le premier modèle.
raw3     Ce modèle a une perte plus élevée que les deux premiers.
hog2     On voit que les performances sont meilleures que pour le premier modèle.
hog2     La précision est meilleure par rapport au cas précédent.
hog4     C'est le meilleur des quatre modèles.
hog4     Les résultats sont nettement meilleurs que ceux des autres modèles.
hog      Avec pix_p_cell = 7 les résultats sont meilleurs qu'avec pix_p_cell = 4.
hog      Le cas 4 est le meilleur.
hog      Diminuer le nombre d'orientations améliore les performances.
hog      Plus les cellules sont grandes, plus la précision est bonne.
cnn      La perte est un peu plus petite avec 500 neurones qu'avec 250 neurones.
end      Le MLP brut surpasse le CNN.
end      Le réseau convolutif est moins performant que le MLP.
raw      La perte du premier modèle est la plus faible.
raw      Le premier modèle a la perte la plus basse et la meilleure précision.
raw      The second model isn't better than the first one.
raw      Model 1 outperforms model 3.
hog      Le dernier modèle est également très bon, sa perte est plus basse que le deuxième.
hog      The last model is also very good, and the loss is lower than the second.
xray     Our model misses a lot of pneumonia cases.
xray     Le modèle n'arrive pas à détecter les malades.
hog      The accuracy of the second and fourth models is better than the others.
hog      Models 2 and 4 are better than models 1 and 3.
hog      Models (2) and (4) have a lower loss than (1) and (3).
raw      The loss is higher for 300 neurons than for 100 neurons.
raw      La perte est plus haute pour 600 neurones que pour les autres.
raw      Moins il y a de neurones, plus la perte est basse.
raw      Less neurons means a lower loss.
raw      Reducing the number of neurons increases the accuracy.
raw      With fewer neurons, the accuracy is higher.
raw      Par rapport au modèle avec 100 neurones, celui avec 300 a une perte plus haute.
raw      Compared to the last model, the first has a lower loss.
raw      The best test accuracy is reached with 100 neurons, the worst with 600 neurons.
fashion  The third model has a higher accuracy than the first one.
fashion  Le modèle 1 a la perte la plus basse.
hog      The model with 4 orientations has the lowest loss of all.
hog      Le modèle avec 4 orientations est un des meilleurs en termes de performances.
end      The raw MLP outperforms the CNN.
hog      The third model has a higher loss than the fourth.
hog      L'accuracy du quatrième modèle est plus élevée que celle du premier.
raw      The third model is very good. It has the highest loss of all.
raw      We tested three models. The one with 600 neurons is the best. Its loss is higher than the others.
hog4     Ce modèle est le meilleur. Sa perte est la plus basse de tous.
raw      Le modèle avec 600 neurones est bon, mais celui avec 300 neurones a une perte plus basse.
raw      The model with 300 neurons is good, but the loss is lower than with 600 neurons.
raw      The accuracy is lower with 300 and 600 neurons than with 100.
raw      Both models with 300 and 600 neurons have a higher loss than the first model.
raw      The two last models have worse results than the first.
raw      Les deux derniers modèles ont de moins bons résultats que le premier.
hog2     The accuracy increased from 97.72% to 96.96%.
fashion  Model 3 with dropout has the highest accuracy.
raw      The lower the number of neurons, the lower the loss.
raw      The higher the number of neurons, the higher the loss.
raw      Plus le nombre de neurones est petit, plus la perte est petite.
raw      La précision diminue avec le nombre de neurones.
raw      The accuracy decreases with the number of neurons.
raw      Passing from 100 to 300 neurons doesn't improve the accuracy.
cnn      Avec le CNN, la perte est plus haute qu'avec les MLP.
fashion  Model 1 has a lower loss than model 2.
raw      98.15 % is reached by the best model, the one with 100 neurons has a lower loss than the one with 600 neurons.
hog      We see that when we use less orientations the accuracy rises.
cnn      500 neurons: the loss is lower and the accuracy higher than with 250.
fashion  The last model has the highest loss.
fashion2 The accuracy went up from 91.8% to 90.3%.
raw      Le modèle avec 100 neurones a une meilleure accuracy que les deux autres.
hog      The third model has the worst accuracy and the highest loss.
hog      Le premier modèle a une perte plus élevée que le deuxième.
raw1     This model has the best accuracy of the three.
raw1     C'est le modèle avec la perte la plus basse.
"""
"""Wrong by every figure that the report gives for them."""
